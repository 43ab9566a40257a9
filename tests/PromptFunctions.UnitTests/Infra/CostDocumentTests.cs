using System.Globalization;
using System.Reflection;
using Microsoft.Azure.Functions.Worker;
using PromptFunctions.UnitTests.Infra.Support;

namespace PromptFunctions.UnitTests.Infra;

/// <summary>docs/cost.md counts what an idle app runs.</summary>
public sealed class CostDocumentTests
{
    private const int MinutesOfMonth = 30 * 24 * 60;

    private static readonly IReadOnlyList<(string Function, int Runs)> Timers =
    [
        .. from type in typeof(PromptFunctionsRegistration).Assembly.GetTypes()
           from method in type.GetMethods()
           let function = method.GetCustomAttribute<FunctionAttribute>()
           from parameter in method.GetParameters()
           let timer = parameter.GetCustomAttribute<TimerTriggerAttribute>()
           where function is not null && timer is not null
           select (function.Name, RunsAMonth(timer.Schedule)),
    ];

    [Fact]
    public void Every_timer_is_counted_as_often_as_it_runs()
    {
        var document = InfraFiles.Read("docs", "cost.md");

        Assert.NotEmpty(Timers);
        Assert.All(Timers, timer => Assert.Contains($"| `{timer.Function}` | {Number(timer.Runs)} |", document));
        Assert.Contains($"**Executions**: {Number(Timers.Sum(timer => timer.Runs))},", document);
    }

    // "s m h d M w", of which all but the second and the minute have to be open.
    private static int RunsAMonth(string schedule) => schedule.Split(' ') switch
    {
        [_, "*", "*", "*", "*", "*"] => MinutesOfMonth,
        [_, _, "*", "*", "*", "*"] => MinutesOfMonth / 60,
        [_, _, _, "*", "*", "*"] => MinutesOfMonth / 60 / 24,
        _ => throw new InvalidOperationException($"How often does {schedule} run?"),
    };

    private static string Number(int value) => value.ToString("N0", CultureInfo.InvariantCulture);
}
