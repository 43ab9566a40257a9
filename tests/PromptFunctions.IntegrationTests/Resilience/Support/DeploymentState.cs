using System.Text.Json.Nodes;

namespace PromptFunctions.IntegrationTests.Resilience.Support;

/// <summary>What must hold between a prompt's deployments and what it serves, at any time.</summary>
internal static class DeploymentState
{
    /// <summary>Checks that all views agree. The deployments are listed newest first.</summary>
    public static void Check(JsonNode prompt, JsonNode route, IReadOnlyList<JsonNode> versions, IReadOnlyList<JsonNode> deployments)
    {
        var open = deployments.Where(deployment => Text(deployment, "endedAt") is null).ToList();
        Assert.Equal(Text(prompt, "rollout") is { } id ? [id] : [], open.Select(deployment => Text(deployment, "id")));
        Assert.All(deployments, deployment => Assert.Equal(open.Contains(deployment), Text(deployment, "status") is "pending" or "inProgress" or "paused"));

        var served = open.SingleOrDefault(deployment => Text(deployment, "status") != "pending");
        Assert.Equal(served is not null, route["rollout"] is not null);
        if (served is not null) CheckRollout(served, route["rollout"]!, versions);

        // Whatever completed last and was not taken back is live, unless that was taken down since.
        var last = deployments.FirstOrDefault(deployment => Text(deployment, "status") == "completed");
        if (last is not null && Text(prompt, "live") is { } live) Assert.Equal(live, Text(last, "version"));
        Assert.All(deployments.Where(deployment => Text(deployment, "status") == "completed"), deployment => Assert.Equal(100, Percentage(deployment)));
    }

    private static void CheckRollout(JsonNode deployment, JsonNode rollout, IReadOnlyList<JsonNode> versions)
    {
        foreach (var (member, shown) in new[] { ("id", "id"), ("version", "candidate"), ("baseline", "baseline") }) Assert.Equal(Text(deployment, member), Text(rollout, shown));
        Assert.Equal(Percentage(deployment), Percentage(rollout));
        Assert.Equal(Percentage(deployment), Percentage(deployment["steps"]![deployment["currentStep"]!.GetValue<int>()]!));
        var candidate = versions.Single(version => Text(version, "version") == Text(deployment, "version"));
        Assert.Contains(Text(candidate, "status"), new[] { "testing", "deprecated" });
    }

    private static decimal Percentage(JsonNode node) => node["percentage"]!.GetValue<decimal>();

    private static string? Text(JsonNode node, string member) => node[member]?.GetValue<string>();
}
