namespace PromptFunctions.Core.Reports.Charts;

/// <summary>A histogram as a smooth shape.</summary>
internal static class Density
{
    // Bins that come from a sketch or from few values would show as teeth.
    private const double LeastSmoothing = 1.1;
    private const double MostSmoothing = 5;

    /// <summary>The heights over evenly spaced cells of a scale; the greatest is 1.</summary>
    public static double[] Of(ReportDistribution distribution, ValueScale scale, int cells)
    {
        var mass = new double[cells];
        foreach (var bin in distribution.Bins) Spread(mass, Cell(bin.From), Cell(bin.To), bin.Count * Inside(bin));
        // Silverman's rule of thumb (1986, 3.31), in cells.
        var spread = (scale.Fraction(distribution.P75) - scale.Fraction(distribution.P25)) * cells / 1.34;
        // Within a bin nothing is known, so less smoothing than its width would draw the bins, not the values.
        var grain = distribution.Bins.Sum(bin => bin.Count * (Cell(bin.To) - Cell(bin.From))) / Math.Max(1, distribution.Bins.Sum(bin => bin.Count));
        var least = Math.Max(LeastSmoothing, 0.7 * grain);
        var heights = Smooth(mass, Math.Clamp(0.9 * spread * Math.Pow(distribution.Count, -0.2), least, Math.Max(least, MostSmoothing)));
        var peak = heights.Max();
        return peak > 0 ? [.. heights.Select(height => height / peak)] : heights;

        // What is not on the scale must not pile up at its end.
        double Inside(ReportBin bin)
        {
            if (bin.To < scale.Low || bin.From > scale.High) return 0;
            return bin.To > bin.From ? ((Math.Min(bin.To, scale.High) / 2) - (Math.Max(bin.From, scale.Low) / 2)) / ((bin.To / 2) - (bin.From / 2)) : 1;
        }

        // A sketch's outer bins reach beyond the values.
        double Cell(double value) => scale.Fraction(Math.Clamp(value, distribution.Min, distribution.Max)) * cells;
    }

    private static void Spread(double[] mass, double from, double to, double count)
    {
        var (first, last) = (Math.Clamp((int)from, 0, mass.Length - 1), Math.Clamp((int)Math.Ceiling(to) - 1, 0, mass.Length - 1));
        if (last <= first)
        {
            mass[first] += count;
            return;
        }
        for (var cell = first; cell <= last; cell++) mass[cell] += count * (Math.Min(to, cell + 1) - Math.Max(from, cell)) / (to - from);
    }

    private static double[] Smooth(double[] mass, double width)
    {
        var reach = (int)Math.Ceiling(3 * width);
        var kernel = Enumerable.Range(-reach, (2 * reach) + 1).Select(at => Math.Exp(-at * at / (2 * width * width))).ToArray();
        return [.. mass.Select((_, cell) => Enumerable.Range(-reach, kernel.Length)
            // Reflected at the ends, so that what piles up there does not look as if it fell off.
            .Sum(at => mass[Reflect(cell + at, mass.Length)] * kernel[at + reach]))];
    }

    private static int Reflect(int cell, int cells) => Math.Clamp(cell < 0 ? -cell - 1 : cell >= cells ? (2 * cells) - cell - 1 : cell, 0, cells - 1);
}
