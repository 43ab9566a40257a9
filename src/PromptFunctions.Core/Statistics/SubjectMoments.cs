using PromptFunctions.Core.Metrics;

namespace PromptFunctions.Core.Statistics;

/// <summary>
/// What an arm's subjects say of one metric, in seven numbers that follow every change of one subject: a subject has
/// D observations, whose distances from an origin sum to M = Σ(x − origin). Subjects, not observations, are independent.
/// Every figure stays finite whatever finite values go in; the default is that of no subjects.
/// </summary>
/// <remarks>
/// Sources: Deng, Knoblich, Lu 2018, "Applying the Delta Method in Metric Analytics"; the updates are those of Welford 1962 and
/// of Chan, Golub, LeVeque 1979. Sums of squares would lose everything far from zero; so would an origin far from the ratio,
/// once subjects differ in how many observations they have: it is moved as the ratio moves. What no update can bring back
/// are the digits that a value took away, once it is taken out, that was far beyond all others.
/// </remarks>
/// <param name="Subjects">How many subjects have an observation; 0 or more.</param>
/// <param name="Origin">What observations are told from, in the metric's unit.</param>
/// <param name="MeanCount">The mean of D: observations per subject; 1 or more, 0 without subjects.</param>
/// <param name="MeanSum">The mean of M, in the metric's unit.</param>
/// <param name="CountSquares">The sum of squared distances of D from its mean; 0 or more.</param>
/// <param name="SumSquares">The sum of squared distances of M from its mean; never above <see cref="double.MaxValue"/>, where it stays.</param>
/// <param name="Products">The sum of the products of both distances.</param>
public readonly record struct SubjectMoments(
    long Subjects, double Origin, double MeanCount, double MeanSum, double CountSquares, double SumSquares, double Products)
{
    // One subject that has an observation more than the others makes a half or more of it: what is less is rounding.
    private const double LeastCountSquares = 0.25;

    // How much the origin's distance may count against what varies, in squares, before the origin is moved.
    private const double MostOff = 16;

    // Rounding, not a rate: it would take as many subjects as no arm has.
    private const double LeastRate = 1e-10;

    /// <summary>How far the ratio is from the origin.</summary>
    private double Offset => MeanCount > 0 ? Finite(MeanSum / MeanCount) : 0;

    /// <summary>Σ(M − (r − origin)·D)²: its terms cancel only as far as the origin is off.</summary>
    private double Residual
    {
        get
        {
            if (SumSquares >= double.MaxValue) return double.MaxValue;
            var offset = Offset;
            var squares = SumSquares - (2 * offset * Products) + (offset * offset * CountSquares);
            return double.IsNaN(squares) ? double.MaxValue : Math.Clamp(squares, 0, double.MaxValue);
        }
    }

    /// <summary>Those once one subject's observations have changed.</summary>
    /// <param name="before">The subject's observations so far, which count in this; none for a new subject.</param>
    /// <param name="after">Its observations from now on; none takes the subject out.</param>
    public SubjectMoments Replace(Moments before, Moments after)
    {
        if (before.Count == 0) return after.Count == 0 ? this : Subjects == 0 ? Of(after) : Add(after).Settled();
        if (after.Count == 0) return Subjects < 2 ? default : Remove(before).Settled();
        return Subjects < 2 ? Of(after) : Change(before, after).Settled();
    }

    /// <summary>Those of the subjects of both, none of whom is in both.</summary>
    public SubjectMoments Merge(SubjectMoments other)
    {
        // The origin of the more numerous is the better one.
        if (other.Subjects > Subjects) return other.Merge(this);
        if (other.Subjects == 0) return this;
        var moved = other.From(Origin);
        var subjects = Subjects + other.Subjects;
        var share = (double)other.Subjects / subjects;
        var (counts, sums) = (moved.MeanCount - MeanCount, Finite(moved.MeanSum - MeanSum));
        return new SubjectMoments(
            subjects, Origin, MeanCount + (counts * share), Finite(MeanSum + (sums * share)),
            CountSquares + moved.CountSquares + (counts * counts * share * Subjects),
            SumSquares + moved.SumSquares + (sums * sums * share * Subjects),
            Products + moved.Products + (counts * sums * share * Subjects)).Settled();
    }

    /// <summary>
    /// The ratio of sums r = ΣΣx/ΣD with its subjects as units; the variance of one is Var(M − rD)/m_D², divided by n − 1 and 0
    /// below two subjects.
    /// </summary>
    /// <remarks>
    /// A proportion with one observation a subject has the variance of <see cref="Estimate.Of(Moments, MetricKind)"/>. So has one
    /// with several where it is exactly 0 or 1, of as many observations as there are subjects: 0 % against 100 % is evidence.
    /// </remarks>
    /// <param name="kind">What the values are.</param>
    public Estimate ToEstimate(MetricKind kind)
    {
        if (Subjects == 0) return default;
        var ratio = Finite(Origin + Offset);
        if (kind == MetricKind.Proportion)
        {
            var rate = Math.Abs(ratio) < LeastRate ? 0 : Math.Abs(ratio - 1) < LeastRate ? 1 : ratio;
            var isOneEach = CountSquares == 0 && MeanCount == 1;
            if (rate is 0 or 1 || (isOneEach && rate is > 0 and < 1)) return Estimate.OfRate(Subjects, rate);
        }
        var residual = Residual;
        if (residual >= double.MaxValue) return new(Subjects, ratio, double.MaxValue);
        return new(Subjects, ratio, Subjects < 2 ? 0 : Math.Sqrt(residual / (Subjects - 1)) / MeanCount);
    }

    private static SubjectMoments Of(Moments subject) => new(1, subject.Mean, subject.Count, 0, 0, 0, 0);

    private static double Finite(double figure) => double.IsNaN(figure) ? 0 : Math.Clamp(figure, -double.MaxValue, double.MaxValue);

    private double SumOf(Moments subject) => Finite(subject.Count * Finite(subject.Mean - Origin));

    private SubjectMoments Add(Moments subject)
    {
        var subjects = Subjects + 1;
        var (count, sum) = (subject.Count - MeanCount, Finite(SumOf(subject) - MeanSum));
        var kept = (double)Subjects / subjects;
        return new(subjects, Origin, MeanCount + (count / subjects), Finite(MeanSum + (sum / subjects)),
            CountSquares + (count * count * kept), SumSquares + (sum * sum * kept), Products + (count * sum * kept));
    }

    private SubjectMoments Remove(Moments subject)
    {
        var subjects = Subjects - 1;
        var (count, sum) = (subject.Count - MeanCount, Finite(SumOf(subject) - MeanSum));
        var grown = (double)Subjects / subjects;
        return new(subjects, Origin, MeanCount - (count / subjects), Finite(MeanSum - (sum / subjects)),
            CountSquares - (count * count * grown), SumSquares - (sum * sum * grown), Products - (count * sum * grown));
    }

    /// <summary>Removes and adds at once: (y' − y)·(y' − m' + y − m) more squares, with fewer digits lost than in two steps.</summary>
    private SubjectMoments Change(Moments before, Moments after)
    {
        var (old, now) = (SumOf(before), SumOf(after));
        double count = after.Count - before.Count;
        var sum = Finite(now - old);
        var (meanCount, meanSum) = (MeanCount + (count / Subjects), Finite(MeanSum + (sum / Subjects)));
        var counts = after.Count - meanCount + (before.Count - MeanCount);
        var sums = Finite(now - meanSum + (old - MeanSum));
        return new(Subjects, Origin, meanCount, meanSum,
            CountSquares + (count * counts), SumSquares + (sum * sums), Products + (((count * sums) + (sum * counts)) / 2));
    }

    /// <summary>Told from another origin: with δ = old − new origin, M becomes M + δD.</summary>
    private SubjectMoments From(double origin)
    {
        var shift = Finite(Origin - origin);
        return this with
        {
            Origin = origin,
            MeanSum = Finite(MeanSum + (shift * MeanCount)),
            SumSquares = Squares(SumSquares + (2 * shift * Products) + (shift * shift * CountSquares)),
            Products = Finite(Products + (shift * CountSquares)),
        };
    }

    /// <summary>Without what is only rounding, within a double's bounds, and with its origin near the ratio.</summary>
    private SubjectMoments Settled()
    {
        var isLevel = Subjects < 2 || CountSquares < LeastCountSquares;
        var settled = this with
        {
            MeanCount = Math.Max(1, isLevel ? Math.Round(MeanCount) : MeanCount),
            CountSquares = isLevel ? 0 : CountSquares,
            SumSquares = Subjects < 2 ? 0 : Squares(SumSquares),
            Products = isLevel ? 0 : Finite(Products),
        };
        var offset = settled.Offset;
        var (origin, off) = (settled.Origin + offset, offset * offset * (settled.CountSquares + (Subjects * settled.MeanCount * settled.MeanCount)));
        return off > MostOff * settled.Residual && double.IsFinite(off) && double.IsFinite(origin) ? settled.From(origin) : settled;
    }

    private static double Squares(double figure) => double.IsNaN(figure) ? double.MaxValue : Math.Clamp(figure, 0, double.MaxValue);
}
