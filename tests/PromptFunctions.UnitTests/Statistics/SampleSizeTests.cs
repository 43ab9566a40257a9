using PromptFunctions.Core.Statistics;

namespace PromptFunctions.UnitTests.Statistics;

public sealed class SampleSizeTests
{
    private static readonly ConfidenceSequence Sequence = new(alpha: 0.05, tuning: 5000);

    /// <summary>R 4.2.2: power.t.test(delta = difference, sd = std, sig.level = alpha, power = power, tol = 1e-12)$n; the first is in its documentation.</summary>
    [Theory]
    [InlineData(1, 1, 0.05, 0.9, 22.021095570093962)]
    [InlineData(0.2, 1, 0.05, 0.8, 393.40665622812753)]
    [InlineData(0.05, 1, 0.05, 0.8, 6280.064296301277)]
    [InlineData(0.5, 1, 0.01, 0.95, 144.18270375133045)]
    [InlineData(3, 1, 0.05, 0.8, 3.0700097469493013)]
    [InlineData(2, 1, 0.001, 0.9, 13.258321877956705)]
    [InlineData(0.01, 1, 0.05, 0.8, 156978.55504178343)]
    [InlineData(1.5, 10, 0.05, 0.9, 934.95456838232917)]
    [InlineData(12, 40, 0.1, 0.5, 60.809710750885337)]
    [InlineData(2.5, 1, 1e-6, 0.99, 22.589796332718244)]
    public void Means_need_as_many_as_R_says(double difference, double std, double alpha, double power, double n)
    {
        Assert.Equal((long)Math.Ceiling(n), SampleSize.OfMeans(difference, std, alpha, power));
        Assert.Equal(power, SampleSize.PowerOfMeans(n, difference, std, alpha), 1e-9);
    }

    /// <summary>R 4.2.2: power.t.test(n = n, delta = difference, sd = std, sig.level = alpha)$power; the first is in its documentation.</summary>
    [Theory]
    [InlineData(20, 1, 1, 0.05, 0.86895280169249778)]
    [InlineData(2, 1, 1, 0.05, 0.091317784361726217)]
    [InlineData(2.5, 2, 1, 0.05, 0.3433711326087957)]
    [InlineData(3, 4, 1, 0.01, 0.63389579420657638)]
    [InlineData(50, 0.1, 1, 0.05, 0.071481716815853469)]
    [InlineData(100, 3, 5, 0.001, 0.81434734206476378)]
    [InlineData(5000, 0.05, 1, 0.05, 0.7053310921586704)]
    public void Means_have_the_power_that_R_says(double n, double difference, double std, double alpha, double power) =>
        Assert.Equal(power, SampleSize.PowerOfMeans(n, difference, std, alpha), 1e-9);

    /// <summary>R 4.2.2: power.prop.test(p1 = rate, p2 = other, sig.level = alpha, power = power, tol = 1e-12)$n; the first is in its documentation.</summary>
    [Theory]
    [InlineData(0.5, 0.75, 0.05, 0.9, 76.706928451777443)]
    [InlineData(0.1, 0.12, 0.05, 0.8, 3840.8474824362756)]
    [InlineData(0.1, 0.101, 0.05, 0.8, 1419072.3525930708)]
    [InlineData(0.02, 0.01, 0.01, 0.9, 4394.3864934824505)]
    [InlineData(0.9, 0.95, 0.05, 0.95, 718.23806009906764)]
    [InlineData(0.5, 0.51, 0.001, 0.8, 85362.95781618722)]
    [InlineData(0.001, 0.0012, 0.05, 0.8, 431212.34922659211)]
    [InlineData(0.05, 0.9, 0.05, 0.9, 4.785194336008721)]
    [InlineData(0.5, 0.75, 0.05, 0.74016590133138793, 50)]
    public void Rates_need_as_many_as_R_says(double rate, double other, double alpha, double power, double n)
    {
        Assert.Equal(n, SampleSize.ExactOfRates(rate, other, alpha, power), 1e-9 * n);
        // A whole number may come out just above itself.
        Assert.InRange(SampleSize.OfRates(rate, other, alpha, power)!.Value, (long)Math.Ceiling(n), (long)Math.Ceiling(n * (1 + 1e-9)));
        Assert.Equal(SampleSize.OfRates(rate, other, alpha, power), SampleSize.OfRates(other, rate, alpha, power));
    }

    [Theory]
    [InlineData(0.2, 1, 0.8)]
    [InlineData(0.05, 1, 0.9)]
    [InlineData(3, 100, 0.95)]
    public void With_looks_at_any_time_it_is_the_first_at_which_the_interval_has_the_power(double difference, double std, double power)
    {
        var n = SampleSize.OfMeans(difference, std, 0.05, power, Sequence)!.Value;

        Assert.True(Spare(n) >= 0 && Spare(n - 1) < 0);
        Assert.InRange((double)n / SampleSize.OfMeans(difference, std, 0.05, power)!.Value, 1.5, 3.5);

        double Spare(long subjects) => (difference / (std * Math.Sqrt(2.0 / subjects))) - Sequence.Multiplier(2 * subjects) - Normal(power);
    }

    [Theory]
    [InlineData(0.1, 0.12, 0.8)]
    [InlineData(0.95, 0.9, 0.9)]
    public void Rates_with_looks_at_any_time_vary_as_each_does(double rate, double other, double power)
    {
        var std = Math.Sqrt(((rate * (1 - rate)) + (other * (1 - other))) / 2);

        Assert.Equal(SampleSize.OfMeans(Math.Abs(rate - other), std, 0.05, power, Sequence), SampleSize.OfRates(rate, other, 0.05, power, Sequence));
    }

    [Fact]
    public void A_stricter_level_needs_more() =>
        Assert.True(SampleSize.OfMeans(0.2, 1, 0.025, 0.8, Sequence) > SampleSize.OfMeans(0.2, 1, 0.05, 0.8, Sequence));

    [Fact]
    public void Two_are_the_fewest()
    {
        Assert.Equal([2, 2, 2, 2], new[]
        {
            SampleSize.OfMeans(1e9, 1e-9, 0.05, 0.8), SampleSize.OfMeans(1e300, 1e-300, 0.05, 0.8, Sequence),
            SampleSize.OfRates(0.5, 0.51, 0.9, 0.1), SampleSize.OfRates(0, 1, 0.05, 0.8, Sequence),
        });
    }

    [Fact]
    public void More_than_anybody_has_is_no_answer()
    {
        Assert.Equal([null, null, null, null], new[]
        {
            SampleSize.OfMeans(1e-9, 1, 0.05, 0.8), SampleSize.OfMeans(1e-300, 1e300, 0.05, 0.8, Sequence),
            SampleSize.OfRates(0.5, 0.5 + 1e-9, 0.05, 0.8), SampleSize.OfRates(0.5, 0.5 + 1e-9, 0.05, 0.8, Sequence),
        });
    }

    private static double Normal(double power) => MathNet.Numerics.Distributions.Normal.InvCDF(0, 1, power);
}
