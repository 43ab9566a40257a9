using System.Diagnostics;
using PromptFunctions.IntegrationTests.Resilience.Support;

namespace PromptFunctions.IntegrationTests.Resilience;

[Collection(ServingGroup.Name)]
public sealed class LongHistoryTests(TwoApps apps)
{
    private const int Versions = 2000;

    // Against what takes ever longer, not against a slow machine.
    private static readonly TimeSpan Ceiling = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task A_prompt_with_two_thousand_versions_is_imported_listed_compared_exported_served_and_goes_on()
    {
        var prompt = TwoApps.UniqueName();
        var api = apps.Second.Api;
        var imported = (await apps.First.Api.PostAsync("import", Documents.Of(prompt, Versions, Status, Tags))).Expect(200);
        Assert.Equal(Versions, imported.Json["created"]!.GetValue<int>());
        var expected = Enumerable.Range(1, Versions).Reverse().Select(number => $"0.0.{number}").ToList();

        foreach (var limit in new[] { 100, 1000 })
            Assert.Equal(expected, await TimedAsync(async () => Numbers(await api.ListAsync($"prompts/{prompt}/versions", limit))));
        Assert.Equal(Expected(number => Tags(number).Contains("rare")), await TimedAsync(async () => Numbers(await api.ListAsync($"prompts/{prompt}/versions?tag=rare", 7))));
        Assert.Equal(Expected(number => Status(number) == "testing"), await TimedAsync(async () => Numbers(await api.ListAsync($"prompts/{prompt}/versions?status=testing", 30))));

        var compared = await TimedAsync(() => api.GetAsync($"prompts/{prompt}/compare?from=0.0.1&to=latest"));
        Assert.Equal(("0.0.1", $"0.0.{Versions}"), (Version(compared.Expect(200), "from"), Version(compared, "to")));
        Assert.Equal($"0.0.{Versions + 1}", (await TimedAsync(() => api.PostAsync($"prompts/{prompt}/versions", new { content = "next" }))).Expect(201)["version"]);
        Assert.Equal("0.0.1000", (await TimedAsync(() => api.GetAsync($"prompts/{prompt}/resolve"))).Expect(200)["version"]);
        (await TimedAsync(() => api.PostAsync($"prompts/{prompt}/versions/0.0.500/promote", new { status = "production" }))).Expect(200);

        var export = (await TimedAsync(() => api.GetAsync($"prompts/{prompt}/export"))).Expect(200).Json;
        Assert.Equal(Versions + 1, export["versions"]!.AsArray().Count);
        var again = (await TimedAsync(() => apps.First.Api.PostAsync("import", export))).Expect(200).Json;
        Assert.Equal((0, Versions + 1), (again["created"]!.GetValue<int>(), again["unchanged"]!.GetValue<int>()));
    }

    private static string Status(int number) => number == 1000 ? "production" : number % 20 == 0 ? "testing" : "draft";

    private static string[] Tags(int number) => number % 99 == 0 ? ["rare", "common"] : ["common"];

    private static List<string> Expected(Func<int, bool> wanted) => [.. Enumerable.Range(1, Versions).Reverse().Where(wanted).Select(number => $"0.0.{number}")];

    private static List<string> Numbers(List<System.Text.Json.Nodes.JsonNode> versions) => versions.ConvertAll(version => version["version"]!.GetValue<string>());

    private static string Version(Answer compared, string side) => compared.Json[side]!["version"]!.GetValue<string>();

    private static async Task<T> TimedAsync<T>(Func<Task<T>> action)
    {
        var watch = Stopwatch.StartNew();
        var result = await action();
        Assert.InRange(watch.Elapsed, TimeSpan.Zero, Ceiling);
        return result;
    }
}
