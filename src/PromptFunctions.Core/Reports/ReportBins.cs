namespace PromptFunctions.Core.Reports;

/// <summary>Makes a histogram small enough for a report.</summary>
public static class ReportBins
{
    /// <summary>How many bins a report's histogram has at the most.</summary>
    public const int Most = 60;

    /// <summary>
    /// Joins neighbouring bins until there are few enough. None is ever cut in two: what a sketch counted together cannot be
    /// told apart, and guessing makes combs.
    /// </summary>
    /// <param name="bins">The bins, in any order.</param>
    public static IReadOnlyList<ReportBin> Bounded(IEnumerable<(double From, double To, long Count)> bins)
    {
        var all = bins.Where(bin => bin.Count > 0).Select(bin => new ReportBin(bin.From, bin.To, bin.Count)).OrderBy(bin => bin.From).ToList();
        if (all.Count <= Most) return all;
        var (low, high) = (all[0].From, all.Max(bin => bin.To));
        // Wide positive ranges are joined by ratio, as they are drawn; by difference, all of them would end in the first bin.
        Func<double, double> place = low > 0 && high / low > 20 ? Math.Log : value => value / 2;
        var (start, length) = (place(low), place(high) - place(low));
        return [.. all.GroupBy(Cell).Select(cell => new ReportBin(cell.Min(bin => bin.From), cell.Max(bin => bin.To), cell.Sum(bin => bin.Count))).OrderBy(bin => bin.From)];

        int Cell(ReportBin bin)
        {
            var middle = (place(bin.From) / 2) + (place(bin.To) / 2);
            return length > 0 ? Math.Min(Most - 1, (int)((middle - start) / length * Most)) : 0;
        }
    }
}
