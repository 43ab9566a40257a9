using System.Text.Json;
using System.Text.Json.Nodes;

namespace PromptFunctions.IntegrationTests.Support;

/// <summary>An experiment of a test's prompt.</summary>
public sealed class ApiExperiment(ApiClient api, ApiPrompt prompt, ApiResponse created)
{
    public ApiPrompt Prompt => prompt;

    /// <summary>What its creation was answered.</summary>
    public ApiResponse Created => created;

    public string Id => (string)created["id"]!;

    public string Path => $"{prompt.Path}/experiments/{Id}";

    /// <summary>A prompt whose 0.0.1 is live, with 0.0.2 and as many more as are wanted in testing.</summary>
    public static async Task<ApiPrompt> Prepare(ApiClient api, object? members = null, int versions = 2)
    {
        var prompt = await api.NewPrompt(members);
        await prompt.CreateLive("one");
        for (var i = 2; i <= versions; i++) await prompt.Promote(await prompt.Create($"content {i}"), "testing");
        return prompt;
    }

    /// <summary>Asks for an experiment of 0.0.1 and 0.0.2 on accuracy, unless the members say otherwise; null takes a member away.</summary>
    public static Task<ApiResponse> TryStart(ApiClient api, ApiPrompt prompt, object? members = null, params (string Name, string Value)[] headers)
    {
        var body = new JsonObject { ["name"] = "which is better", ["control"] = "0.0.1", ["treatment"] = "0.0.2", ["successMetrics"] = new JsonArray("accuracy") };
        foreach (var (member, value) in JsonSerializer.SerializeToNode(members ?? new { }, ApiClient.Json)!.AsObject())
        {
            if (value is null) body.Remove(member);
            else body[member] = value.DeepClone();
        }
        if (body.ContainsKey("arms")) foreach (var member in new[] { "control", "treatment" }) body.Remove(member);
        return api.Post($"{prompt.Path}/experiments", body, headers);
    }

    /// <summary>Starts an experiment of a prompt.</summary>
    public static async Task<ApiExperiment> Start(ApiClient api, ApiPrompt prompt, object? members = null) =>
        new(api, prompt, (await TryStart(api, prompt, members)).ShouldBe(201));

    /// <summary>Starts an experiment of a prompt of its own.</summary>
    public static async Task<ApiExperiment> Start(ApiClient api, object? members = null, object? promptMembers = null, int versions = 2) =>
        await Start(api, await Prepare(api, promptMembers, versions), members);

    /// <summary>Looks at it, again until all that was recorded is counted: on a busy machine one answer may not wait for that.</summary>
    public async Task<ApiResponse> Get()
    {
        var shown = (await api.Get(Path)).ShouldBe(200);
        for (var i = 0; i < 10 && !(bool)shown["complete"]!; i++) shown = (await api.Get(Path)).ShouldBe(200);
        return shown;
    }

    public Task<ApiResponse> Stop(object? body = null, params (string Name, string Value)[] headers) => api.Post($"{Path}/stop", body, headers);

    public Task<ApiResponse> Assignment(string subject) => api.Get($"{Path}/assignment?subject={Uri.EscapeDataString(subject)}");

    /// <summary>What to hand back with an arm's metrics.</summary>
    public string AssignmentOf(string arm) => $"experiment:{Id}:{arm}";

    /// <summary>The arm that a subject belongs to, worked out from the experiment's document alone.</summary>
    public string ArmOf(string subject)
    {
        var bucket = Buckets.Of(Id, subject);
        return (string)created["arms"]!.AsArray().Single(arm => bucket >= (int)arm!["from"]! && bucket < (int)arm["to"]!)!["name"]!;
    }

    /// <summary>Some subjects of an arm.</summary>
    public IReadOnlyList<string> SubjectsOf(string arm, int count, int skip = 0) =>
        [.. Enumerable.Range(0, int.MaxValue).Select(i => $"user-{i}").Where(subject => ArmOf(subject) == arm).Skip(skip).Take(count)];

    /// <summary>Sends results, whatever comes of them.</summary>
    public Task<ApiResponse> TryRecord(object body, params (string Name, string Value)[] headers) => api.Post($"{Path}/results", body, headers);

    /// <summary>Records results, all of which count.</summary>
    public async Task<ApiResponse> Record(params IEnumerable<object> results)
    {
        var receipt = (await TryRecord(new { results })).ShouldBe(202);
        Assert.True(receipt["rejected"]!.AsArray().Count == 0, receipt.Text);
        return receipt;
    }

    /// <summary>Records one observation for each of an arm's first subjects, whose metrics follow from their number.</summary>
    public Task<ApiResponse> Report(string arm, int subjects, Func<int, Dictionary<string, double>> metrics) =>
        Record(SubjectsOf(arm, subjects).Select((subject, i) => Result(subject, metrics(i))));

    /// <summary>Records one accuracy for each of an arm's first subjects.</summary>
    public Task<ApiResponse> Report(string arm, int subjects, Func<int, double> accuracy) => Report(arm, subjects, i => new() { ["accuracy"] = accuracy(i) });

    /// <summary>Records 60 accuracies for each of control and treatment, of which one is a fifth higher than the other, and sees that they are counted.</summary>
    public async Task ReportWin(string winner = "treatment")
    {
        foreach (var arm in new[] { "control", "treatment" }) await Report(arm, 60, i => Around(arm == winner ? 0.6 : 0.5, i));
        await Get();
    }

    /// <summary>A value that alternates a tenth around a mean.</summary>
    public static double Around(double mean, int i) => i % 2 == 0 ? mean * 0.9 : mean * 1.1;

    /// <summary>A result.</summary>
    public static object Result(string subject, Dictionary<string, double> metrics) => new { subject, metrics };

    /// <summary>A result with one accuracy.</summary>
    public static object Result(string subject, double accuracy) => Result(subject, new Dictionary<string, double> { ["accuracy"] = accuracy });

    /// <summary>An arm as an answer shows it.</summary>
    public static JsonNode Arm(ApiResponse experiment, string name) => experiment["arms"]!.AsArray().Single(arm => (string?)arm!["name"] == name)!;

    /// <summary>The comparison of a metric and a treatment.</summary>
    public static JsonNode Comparison(ApiResponse experiment, string metric = "accuracy", string arm = "treatment") =>
        experiment["comparisons"]!.AsArray().Single(row => (string?)row!["metric"] == metric && (string?)row["arm"] == arm)!;
}
