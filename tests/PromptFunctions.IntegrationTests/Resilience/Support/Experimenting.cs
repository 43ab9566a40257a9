using System.Globalization;
using System.Text.Json;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.DependencyInjection;
using PromptFunctions.Core.Experiments;
using PromptFunctions.Core.Experiments.Recording;
using PromptFunctions.Core.Metrics.Recording;
using PromptFunctions.IntegrationTests.Support;
using PromptFunctions.Orchestrations;

namespace PromptFunctions.IntegrationTests.Resilience.Support;

/// <summary>What tests of experiments begin with. All have two arms of the same weight: the control 0.0.1, which is live, and the treatment 0.0.2.</summary>
internal static class Experimenting
{
    /// <summary>Starts an experiment of a day on a prompt of its own.</summary>
    public static async Task<ExperimentReference> CreateAsync(Api api, bool autoPromote = false, string promote = "immediate")
    {
        var prompt = await Deploying.ImportAsync(api);
        var created = await api.PostAsync($"prompts/{prompt}/experiments", new
        {
            name = "which",
            control = "0.0.1",
            treatment = "0.0.2",
            successMetrics = new[] { "accuracy" },
            durationDays = 1,
            minSubjectsPerArm = 20,
            tuning = 100,
            autoPromote,
            promote,
        });
        return new(prompt, created.Expect(201)["id"]!);
    }

    /// <summary>The path of an experiment's own calls.</summary>
    public static string Path(this ExperimentReference experiment) => $"prompts/{experiment.Prompt}/experiments/{experiment.Id}";

    /// <summary>Some subjects of one arm.</summary>
    public static List<string> Subjects(this ExperimentReference experiment, string arm, int count) =>
        [.. Enumerable.Range(0, int.MaxValue).Select(i => $"user-{i}").Where(subject => Buckets.Of(experiment.Id, subject) < 5000 == (arm == "control")).Take(count)];

    /// <summary>A result.</summary>
    public static object Result(string subject, double accuracy, string? arm = null) => new { subject, arm, metrics = new { accuracy } };

    /// <summary>The call that records results.</summary>
    public static ApiRequest Record(this ExperimentReference experiment, string batchId, params IEnumerable<object> results) =>
        new(HttpMethod.Post, $"{experiment.Path()}/results", new { batchId, results });

    /// <summary>Records so many subjects of each arm that the treatment wins.</summary>
    public static async Task ReportWinAsync(this Api api, ExperimentReference experiment, int subjects = 30)
    {
        var results = new[] { "control", "treatment" }.SelectMany(arm => experiment.Subjects(arm, subjects).Select((subject, i) => Result(subject, (arm == "control" ? 10 : 20) + (i % 2))));
        (await api.SendAsync(experiment.Record(TwoApps.UniqueName(), results))).Expect(202);
    }

    /// <summary>Records results without HTTP in between.</summary>
    public static Task<MetricsReceipt> RecordAsync(this TestApp app, ExperimentReference experiment, string batchId, IEnumerable<object> results) =>
        app.Host.Services.GetRequiredService<ResultRecorder>().RecordAsync(
            experiment.Prompt, experiment.Id, JsonSerializer.SerializeToUtf8Bytes(new { batchId, results }, JsonSerializerOptions.Web), null, CancellationToken.None);

    /// <summary>Ends an experiment if its time is up, and freezes its figures, as the timer does.</summary>
    public static async Task<bool> CompleteAsync(this TestApp app, ExperimentReference experiment)
    {
        var engine = new DurableRolloutEngine(app.Host.Services.GetRequiredService<DurableTaskClient>());
        await app.EndAsync(experiment);
        await app.Host.Services.GetRequiredService<ExperimentEnding>().FreezeAsync(experiment, engine, DateTimeOffset.MaxValue, CancellationToken.None);
        return true;
    }

    /// <summary>Ends an experiment if its time is up.</summary>
    public static Task EndAsync(this TestApp app, ExperimentReference experiment) =>
        app.Host.Services.GetRequiredService<ExperimentEnding>().EndAsync(experiment, CancellationToken.None);

    /// <summary>What an instance says of an experiment's figures, in a form that can be compared.</summary>
    public static async Task<string> FiguresAsync(this Api api, ExperimentReference experiment)
    {
        var shown = (await api.GetAsync(experiment.Path())).Expect(200).Json;
        var arms = shown["arms"]!.AsArray().Select(arm =>
        {
            var metric = arm!["metrics"]!["accuracy"];
            var count = metric?["count"]!.GetValue<long>() ?? 0;
            return Line(arm["name"]!.GetValue<string>(), arm["subjects"]!.GetValue<long>(), count, count * (metric?["mean"]!.GetValue<double>() ?? 0));
        });
        return $"{string.Join(", ", arms)}, {shown["sampleRatio"]!["quarantined"]} quarantined, {shown["lateObservations"]} late";
    }

    /// <summary>What <see cref="FiguresAsync"/> should say; each subject has its values.</summary>
    public static string Figures(IEnumerable<double[]> control, IEnumerable<double[]> treatment, int quarantined = 0, int late = 0) =>
        $"{Of("control", [.. control])}, {Of("treatment", [.. treatment])}, {quarantined} quarantined, {late} late";

    /// <summary>All that an experiment's end changes, in a form that can be compared.</summary>
    public static async Task<string> StateAsync(this Api api, ExperimentReference experiment)
    {
        await PromptState.ReadAsync(api, experiment.Prompt);
        var shown = (await api.GetAsync(experiment.Path())).Expect(200).Json;
        var prompt = (await api.GetAsync($"prompts/{experiment.Prompt}")).Expect(200).Json;
        var route = (await api.GetAsync($"prompts/{experiment.Prompt}/route")).Expect(200).Json;
        Assert.Equal(prompt["experiment"]?.GetValue<string>(), route["experiment"]?["id"]!.GetValue<string>());
        var deployments = await api.ListAsync($"prompts/{experiment.Prompt}/deployments");
        var promotion = shown["promotion"];
        if (promotion?["deployment"] is { } id) Assert.Single(deployments, one => one["id"]!.GetValue<string>() == id.GetValue<string>());
        // A rollout's first step is its orchestration's own.
        var actions = (await api.ListAsync($"prompts/{experiment.Prompt}/audit")).Select(entry => entry["action"]!.GetValue<string>()).Where(action => action != "deployment.step");
        return $"""
            {shown["status"]} {shown["decision"]} {shown["winner"]} promoted {promotion?["version"]} {promotion?["refusal"]}
            live {prompt["live"]}, active {prompt["experiment"] is not null}, rollout {prompt["rollout"] is not null}, {deployments.Count} deployments
            {string.Join(' ', actions)}
            {await api.FiguresAsync(experiment)}
            """;
    }

    private static string Of(string arm, IReadOnlyCollection<double[]> subjects) => Line(arm, subjects.Count, subjects.Sum(values => values.Length), subjects.Sum(values => values.Sum()));

    private static string Line(string arm, long subjects, long count, double sum) =>
        string.Create(CultureInfo.InvariantCulture, $"{arm} has {subjects} subjects with {count} values that sum to {Math.Round(sum, 3)}");
}
