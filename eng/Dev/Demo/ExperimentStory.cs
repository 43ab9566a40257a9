using System.Globalization;
using System.Text.Json.Nodes;
using Spectre.Console;

namespace PromptFunctions.Dev.Demo;

/// <summary>Two versions share the traffic until it is known which one is better.</summary>
internal sealed class ExperimentStory(PromptCalls calls, Narrator tell)
{
    private const int Batch = 150;
    private const int MostSubjects = 6000;
    private const int AtOnce = 16;

    public async Task TellAsync(string live)
    {
        tell.Chapter("Experiment", "Does one example in the prompt make the SQL better? Each subject keeps its version, and the figures hold however often they are looked at.");
        var created = await calls.NewVersionAsync(DemoPrompts.Example, "With an example", "One question with its query");
        var treatment = created.Text("version");
        await calls.MoveAsync(treatment, "testing", "Reviewed by the data team");

        var plan = await calls.CallAsync(HttpMethod.Get, $"{calls.Path}/experiment-plan?mean={SampleTraffic.Accuracy}&std={SampleTraffic.Spread}&effect=0.02");
        tell.Got($"2 % more accuracy is found with [bold]{plan.Text("perArm", "sequential")}[/] subjects an arm; with {plan.Text("perArm", "fixed")} if one looks only once, at the end");
        var experiment = await StartAsync(live, treatment);
        await RunAsync(experiment, treatment, 2 * plan["perArm", "sequential"]!.GetValue<int>());
        await EndAsync(experiment);
    }

    private async Task<string> StartAsync(string control, string treatment)
    {
        var body = new JsonObject
        {
            ["name"] = "One example",
            ["control"] = control,
            ["treatment"] = treatment,
            ["successMetrics"] = new JsonArray("accuracy", "response_time"),
        };
        var created = await calls.CallAsync(HttpMethod.Post, $"{calls.Path}/experiments", body, $"{control} against {treatment}, half of the subjects each");
        return $"{calls.Path}/experiments/{created.Text("id")}";
    }

    /// <summary>Serves subjects and reports how they did, batch by batch, until there is a winner.</summary>
    private Task RunAsync(string experiment, string treatment, int planned) => tell.ProgressAsync(planned, async bar =>
    {
        var traffic = new SampleTraffic(treatment);
        for (var subjects = 0; subjects < MostSubjects; subjects += Batch)
        {
            var served = await Task.WhenAll(Enumerable.Range(subjects, Batch).Chunk(1 + (Batch / AtOnce)).Select(ServeAsync));
            var results = new JsonArray([.. served.SelectMany(some => some).Select(traffic.Answer)]);
            await calls.QuietlyAsync(HttpMethod.Post, $"{experiment}/results", new JsonObject { ["results"] = results });
            var now = await calls.QuietlyAsync(HttpMethod.Get, experiment);
            // What the report draws is noted by a timer, each minute; here a minute is long.
            await calls.RunTimerAsync("EvaluateExperiments");
            bar.Description = Describe(subjects + Batch, now);
            bar.Value = Math.Min(subjects + Batch, planned - 1);
            if (now.Text("decision") == "winner") break;
        }
        bar.Value = planned;
    });

    private async Task<IReadOnlyList<Exchange>> ServeAsync(int[] subjects)
    {
        var served = new List<Exchange>();
        foreach (var subject in subjects) served.Add(await calls.QuietlyAsync(HttpMethod.Get, $"{calls.Path}/resolve?subject=user-{subject}"));
        return served;
    }

    private static string Describe(int subjects, Exchange experiment)
    {
        var found = experiment["comparisons"]![0]!;
        var known = found["interval"] is JsonArray interval ? $"accuracy differs by {Signed(interval[0])} to {Signed(interval[1])}, p = {found["adjustedPValue"]!.GetValue<double>().ToString("0.0000", CultureInfo.InvariantCulture)}" : "nothing known yet";
        return string.Create(CultureInfo.InvariantCulture, $"[bold]{subjects:N0}[/] subjects: {known}");
    }

    private static string Signed(JsonNode? number) => number!.GetValue<double>().ToString("+0.000;−0.000", CultureInfo.InvariantCulture);

    private async Task EndAsync(string experiment)
    {
        var now = await calls.CallAsync(HttpMethod.Get, experiment);
        tell.Got($"[bold]{now.Text("decision")}[/]: {Markup.Escape(now.Text("recommendation"))}");
        if (now.Text("decision") == "winner")
        {
            await calls.CallAsync(HttpMethod.Post, $"{experiment}/stop", new JsonObject { ["reason"] = "Decided", ["promote"] = "winner" }, "the winner goes live in the same transaction");
            await calls.ServeAsync("user-42");
        }
        tell.Got($"the report: [link]{Markup.Escape(calls.AddressOf($"{calls.Path}/report?format=html&days=1").ToString())}[/]");
    }
}
