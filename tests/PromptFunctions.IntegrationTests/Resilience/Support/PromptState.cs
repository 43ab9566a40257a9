using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace PromptFunctions.IntegrationTests.Resilience.Support;

/// <summary>All that the API shows of a prompt, without names, ids and times, so that two prompts can be compared.</summary>
public static partial class PromptState
{
    /// <summary>What is shown of a prompt that does not exist.</summary>
    public const string Absent = "absent";

    /// <summary>Reads a prompt's state, and checks that its parts agree with each other.</summary>
    public static async Task<string> ReadAsync(Api api, string prompt)
    {
        var answers = await Task.WhenAll(new[] { "", "/route", "/audit?limit=1000", "/branches", "/versions?limit=1000", "/labels?limit=1000", "/deployments?limit=1000" }
            .Select(part => api.GetAsync($"prompts/{prompt}{part}")));
        if (answers[0].Status == 404)
        {
            Assert.All(answers, answer => answer.Expect(404));
            return Absent;
        }
        Assert.All(answers, answer => answer.Expect(200));
        Check(answers[0].Json, answers[1].Json, answers[3].Items, answers[4].Items, answers[5].Items);
        DeploymentState.Check(answers[0].Json, answers[1].Json, answers[4].Items, answers[6].Items);
        return Normalize(string.Join('\n', answers.Select(answer => answer.Text)), prompt);
    }

    /// <summary>A text without the prompt's name, times, and ids of requests; deployments are numbered as they are first named.</summary>
    public static string Normalize(string text, string prompt)
    {
        var deployments = new Dictionary<string, string>();
        text = Deployment().Replace(text.Replace(prompt, "P", StringComparison.Ordinal), id =>
        {
            deployments.TryAdd(id.Value, $"D{deployments.Count}");
            return deployments[id.Value];
        });
        return TraceId().Replace(Time().Replace(text, "T"), "");
    }

    private static void Check(JsonNode prompt, JsonNode route, IReadOnlyList<JsonNode> branches, IReadOnlyList<JsonNode> versions, IReadOnlyList<JsonNode> labels)
    {
        var counts = versions.GroupBy(version => Text(version, "status")).ToDictionary(status => status.Key!, status => status.Count());
        Assert.Equal(counts.OrderBy(count => count.Key), prompt["versions"]!.AsObject().Select(count => KeyValuePair.Create(count.Key, count.Value!.GetValue<int>())).OrderBy(count => count.Key));

        var production = versions.Where(version => Text(version, "status") == "production").Select(version => Text(version, "version")).ToList();
        Assert.Equal(prompt["live"] is null ? [] : [Text(prompt, "live")], production);
        Assert.Equal(Text(prompt, "live"), Text(route, "live"));
        Assert.Equal(prompt["labels"]!.ToJsonString(), route["labels"]!.ToJsonString());
        Assert.Equal(prompt["labels"]!.AsObject().Select(label => label.Key), labels.Select(label => Text(label, "label")));

        var numbers = versions.Select(version => Text(version, "version")).ToHashSet();
        Assert.All(labels, label => Assert.Contains(Text(label, "version"), numbers));
        Assert.All(branches, branch => Assert.Contains(Text(branch, "head"), numbers));
        Assert.Equal(Text(prompt, "latest"), versions.Where(version => Text(version, "branch") == "main").Select(version => Text(version, "version")).FirstOrDefault());
    }

    private static string? Text(JsonNode node, string member) => node[member]?.GetValue<string>();

    [GeneratedRegex(@"\d{4}-\d\d-\d\dT[\d:.]+(Z|\+00:00)")]
    private static partial Regex Time();

    [GeneratedRegex(@"\b[0-7][0-9A-HJKMNP-TV-Z]{25}\b")]
    private static partial Regex Deployment();

    [GeneratedRegex("\"traceId\":\"[^\"]*\"")]
    private static partial Regex TraceId();
}
