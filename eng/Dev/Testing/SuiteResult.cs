using System.Globalization;
using System.Xml.Linq;

namespace PromptFunctions.Dev.Testing;

/// <summary>What a test project's run came to. <paramref name="Failed"/> counts a crash as one failure.</summary>
internal sealed record SuiteResult(string Suite, int Passed, int Failed, int Skipped, bool Crashed)
{
    public int Total => Passed + Failed + Skipped;

    public override string ToString() =>
        $"{Passed} passed, {Failed} failed{(Skipped > 0 ? $", {Skipped} skipped" : "")}";

    public static SuiteResult Sum(IEnumerable<SuiteResult> suites) =>
        suites.Aggregate(new SuiteResult("", 0, 0, 0, false), (sum, suite) =>
            new SuiteResult("", sum.Passed + suite.Passed, sum.Failed + suite.Failed, sum.Skipped + suite.Skipped, sum.Crashed || suite.Crashed));

    /// <summary>
    /// Reads the counters of a trx file. xunit's adapter leaves "notExecuted" at 0 for skipped tests, so what was not executed is
    /// taken from the totals. A test process that dies leaves no file, or one without a failed test.
    /// </summary>
    public static SuiteResult Read(string suite, string trxFile, int exitCode)
    {
        if (!File.Exists(trxFile))
            return new SuiteResult(suite, 0, Failed: exitCode == 0 ? 0 : 1, 0, Crashed: exitCode != 0);

        var counters = XDocument.Load(trxFile).Descendants().Single(element => element.Name.LocalName == "Counters");
        int Count(string name) => int.Parse(counters.Attribute(name)!.Value, CultureInfo.InvariantCulture);

        var failed = Count("executed") - Count("passed");
        var crashed = failed == 0 && exitCode != 0;
        return new SuiteResult(suite, Count("passed"), crashed ? 1 : failed, Count("total") - Count("executed"), crashed);
    }
}
