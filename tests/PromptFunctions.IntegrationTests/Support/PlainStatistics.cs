using MathNet.Numerics.Distributions;

namespace PromptFunctions.IntegrationTests.Support;

/// <summary>The formulas of statistics.md as they stand there, computed from all values at once.</summary>
internal static class PlainStatistics
{
    /// <summary>An arm's estimate of a metric by the delta method; each of the subjects has its observations.</summary>
    public static (int N, double Ratio, double Variance) Estimate(IReadOnlyCollection<double[]> subjects)
    {
        var n = subjects.Count;
        var (sum, count) = (subjects.Average(values => values.Sum()), subjects.Average(values => (double)values.Length));
        var varianceOfSum = subjects.Sum(values => Math.Pow(values.Sum() - sum, 2)) / (n - 1);
        var varianceOfCount = subjects.Sum(values => Math.Pow(values.Length - count, 2)) / (n - 1);
        var covariance = subjects.Sum(values => (values.Sum() - sum) * (values.Length - count)) / (n - 1);
        return (n, sum / count, (varianceOfSum / Math.Pow(count, 2)) + (varianceOfCount * sum * sum / Math.Pow(count, 4)) - (2 * covariance * sum / Math.Pow(count, 3)));
    }

    /// <summary>The difference of two arms and its standard error.</summary>
    public static (double Difference, double Error) Difference((int N, double Ratio, double Variance) control, (int N, double Ratio, double Variance) treatment) =>
        (treatment.Ratio - control.Ratio, Math.Sqrt((control.Variance / control.N) + (treatment.Variance / treatment.N)));

    /// <summary>The always-valid p-value of a difference, and half the width of the interval at a level; ρ is that of the experiment's alpha.</summary>
    public static (double P, double Half) AlwaysValid(double difference, double error, int subjects, double alpha, double tuning, double level)
    {
        double n = subjects;
        var rho = Math.Sqrt(((-2 * Math.Log(alpha)) + Math.Log((-2 * Math.Log(alpha)) + 1)) / tuning);
        var s = difference * difference * n / (error * error);
        var p = Math.Min(1, Math.Sqrt((n * rho * rho) + 1) * Math.Exp(-rho * rho * s / (2 * ((n * rho * rho) + 1))));
        var half = error * Math.Sqrt(n) * Math.Sqrt(2 * ((n * rho * rho) + 1) / Math.Pow(n * rho, 2) * Math.Log(Math.Sqrt((n * rho * rho) + 1) / level));
        return (p, half);
    }

    /// <summary>How probable a difference that is at least so large is by Welch's test.</summary>
    public static double Welch(double difference, (int N, double Ratio, double Variance) control, (int N, double Ratio, double Variance) treatment)
    {
        var (c, t) = (control.Variance / control.N, treatment.Variance / treatment.N);
        var freedom = Math.Pow(c + t, 2) / ((c * c / (control.N - 1)) + (t * t / (treatment.N - 1)));
        return 2 * StudentT.CDF(0, 1, freedom, -Math.Abs(difference) / Math.Sqrt(c + t));
    }
}
