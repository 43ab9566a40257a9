using PromptFunctions.Core.Statistics;

namespace PromptFunctions.UnitTests.Statistics;

public sealed class NoncentralTTests
{
    /// <summary>R 4.2.2: pt(t, freedom, noncentrality, lower.tail = FALSE), which is accurate to some 1e-12 (and to 1e-8 of a far tail).</summary>
    [Theory]
    [InlineData(2, 5, 1, 0.22192533738405296)]
    [InlineData(2.5, 10, 3, 0.68974276358331954)]
    [InlineData(1.96, 1000, 2.8, 0.79945725870585738)]
    [InlineData(12.7, 2, 10, 0.46128535318485708)]
    [InlineData(4.3, 2, 1, 0.091416763642053422)]
    [InlineData(1.9842, 98, -1, 0.0015888921001115941)]
    [InlineData(2, 38, 3.1622776601683795, 0.87405127887476275)]
    [InlineData(30, 4, 25, 0.40449695243723449)]
    [InlineData(2.8, 1e4, 3.5, 0.75801537438109445)]
    [InlineData(2.2, 7.5, 0, 0.030599732953058022)]
    [InlineData(6, 30, 0.5, 5.1641814809988418e-06)]
    [InlineData(3, 3, 8, 0.99913367616226301)]
    public void The_tail_is_that_of_R(double t, double freedom, double noncentrality, double tail) =>
        Assert.Equal(tail, NoncentralT.UpperTail(t, freedom, noncentrality), 1e-11);

    [Theory]
    [InlineData(1, 1)]
    [InlineData(2.2, 7.5)]
    [InlineData(0.3, 1e5)]
    [InlineData(1414, 2)]
    public void Without_a_difference_it_is_Students(double t, double freedom) =>
        Assert.Equal(WelchTest.Tails(t, freedom) / 2, NoncentralT.UpperTail(t, freedom, 0), 1e-10);

    /// <summary>R 4.2.2: the trapezoid rule in u = s − 1 with 4,001 points, sum(w*pnorm(δ - t*(1 + u)))/sum(w), w = exp((ν - 1)*log1p(u) - ν*(u + u^2/2)).</summary>
    [Theory]
    [InlineData(1.96, 1e5, 2.8, 0.79954491881451)]
    [InlineData(6.1, 1e5, 7, 0.815921657398807)]
    [InlineData(6.1, 1e6, 7, 0.815938052723694)]
    [InlineData(1.96, 1.000001e6, 2.8, 0.79954571794482)]
    [InlineData(6.1, 1.000001e6, 2.5, 0.000159130016272979)]
    [InlineData(6.1, 1e7, 7, 0.815939692458245)]
    public void With_many_degrees_of_freedom_it_is_that_of_R(double t, double freedom, double noncentrality, double tail) =>
        Assert.Equal(tail, NoncentralT.UpperTail(t, freedom, noncentrality), 1e-11);

    [Theory]
    [InlineData(double.MaxValue, 2, double.MaxValue)]
    [InlineData(1e10, 2, -1e10)]
    [InlineData(4.3, 2, double.MaxValue)]
    [InlineData(1414, 2, 1000)]
    public void Extremes_have_a_probability(double t, double freedom, double noncentrality) => Assert.InRange(NoncentralT.UpperTail(t, freedom, noncentrality), 0, 1);
}
