using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using PromptFunctions.IntegrationTests.Support;

namespace PromptFunctions.IntegrationTests.Http;

public sealed class RolloutServingTests(ApiFixture fixture) : IClassFixture<ApiFixture>
{
    private const int Subjects = 400;

    private readonly ApiClient api = fixture.Api;

    [Fact]
    public async Task Each_subject_gets_what_its_bucket_says_and_keeps_the_candidate_while_the_percentage_grows()
    {
        var prompt = await api.NewPrompt();
        var old = await prompt.CreateLive("one");
        var next = await prompt.Create("two");
        object[] steps = [.. new[] { 0, 5, 10, 25, 50, 75 }.Select(percentage => new { percentage, hold = "manual" }), new { percentage = 100 }];
        var deployment = await prompt.Deploy(next, "custom", steps);
        await deployment.Until(view => (string?)view["status"] == "inProgress");

        foreach (var percentage in new[] { 0, 5, 10, 25, 50, 75 })
        {
            var route = (await prompt.Get("/route")).ShouldBe(200);
            Assert.Equal("sha256-1", (string?)route["hash"]);
            var salt = (string)route["rollout"]!["salt"]!;
            for (var i = 0; i < Subjects; i++)
            {
                var subject = $"사용자-{i}";
                var served = (await prompt.Resolve($"?subject={Uri.EscapeDataString(subject)}")).ShouldBe(200);
                var side = Bucket(salt, subject) < percentage * 100 ? "candidate" : "baseline";
                Assert.Equal((side == "candidate" ? next : old, "rollout", $"rollout:{deployment.Id}:{side}"), ((string?)served["version"], (string?)served["reason"], (string?)served["assignment"]));
            }
            (await deployment.Tell("advance")).ShouldBe(200);
        }

        Assert.Equal((next, "live"), ((string?)(await prompt.Resolve("?subject=a"))["version"], (string?)(await prompt.Resolve("?subject=a"))["reason"]));
    }

    [Fact]
    public async Task Without_a_subject_each_request_is_assigned_anew()
    {
        var prompt = await api.NewPrompt();
        await prompt.CreateLive("one");
        var deployment = await prompt.Deploy(await prompt.Create("two"), "custom", [new { percentage = 50, hold = "manual" }, new { percentage = 100 }]);
        await deployment.Until(50);

        var candidates = 0;
        for (var i = 0; i < 200; i++) candidates += (string?)(await prompt.Resolve())["version"] == "0.0.2" ? 1 : 0;

        // Six standard deviations around the half.
        Assert.InRange(candidates, 58, 142);
    }

    [Fact]
    public async Task Pins_and_labels_go_past_a_rollout()
    {
        var prompt = await api.NewPrompt();
        await prompt.CreateLive("one");
        var deployment = await prompt.Deploy(await prompt.Create("two"), "custom", [new { percentage = 99.99m, hold = "manual" }, new { percentage = 100 }]);
        await prompt.Label("old", "0.0.1");
        await deployment.Until(99.99m);

        foreach (var query in new[] { "?label=old", "?version=0.0.1", "?version=production" })
        {
            var served = (await prompt.Resolve($"{query}&subject=x")).ShouldBe(200);
            Assert.Equal("0.0.1", (string?)served["version"]);
            Assert.Null(served["assignment"]);
        }
    }

    private static int Bucket(string salt, string subject) =>
        (int)(BinaryPrimitives.ReadUInt64BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{salt}\n{subject}")))) % 10_000);
}
