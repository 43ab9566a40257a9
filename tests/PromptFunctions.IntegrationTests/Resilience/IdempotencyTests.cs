using PromptFunctions.IntegrationTests.Resilience.Support;

namespace PromptFunctions.IntegrationTests.Resilience;

[Collection(ChangesGroup.Name)]
public sealed class IdempotencyTests(TwoApps apps)
{
    private const int Many = 20;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Twenty_creates_at_once_with_one_key_on_one_or_two_instances_make_one_version_and_have_one_answer(int instances)
    {
        var prompt = TwoApps.UniqueName();

        var answers = await RepeatAsync(instances, new(HttpMethod.Post, $"prompts/{prompt}/versions", new { type = "report", content = "once" }, TwoApps.UniqueName()));

        Assert.All(answers, answer => answer.Expect(201));
        Assert.Single(answers.Select(answer => (answer.Text, answer.Headers.ETag, answer.Headers.Location)).Distinct());
        Assert.Equal(["0.0.1"], await apps.First.Api.VersionsAsync(prompt));
        Assert.Single(await apps.First.Api.ListAsync($"prompts/{prompt}/audit"));
    }

    [Fact]
    public async Task Twenty_promotes_at_once_with_one_key_on_two_instances_go_live_once_and_have_one_answer()
    {
        var prompt = TwoApps.UniqueName();
        (await apps.First.Api.PostAsync("import", Documents.Rich(prompt))).Expect(200);

        var answers = await RepeatAsync(2, new(HttpMethod.Post, $"prompts/{prompt}/versions/0.0.2/promote", new { status = "production" }, TwoApps.UniqueName()));

        Assert.All(answers, answer => answer.Expect(200));
        Assert.Single(answers.Select(answer => answer.Text).Distinct());
        Assert.Equal(2, (await apps.First.Api.ListAsync($"prompts/{prompt}/audit")).Count);
    }

    [Fact]
    public async Task Twenty_imports_at_once_with_one_key_on_two_instances_import_once_and_have_one_answer()
    {
        var prompt = TwoApps.UniqueName();

        var answers = await RepeatAsync(2, new(HttpMethod.Post, "import", Documents.Rich(prompt), TwoApps.UniqueName()));

        Assert.All(answers, answer => answer.Expect(200));
        Assert.Single(answers.Select(answer => answer.Text).Distinct());
        Assert.Single(await apps.First.Api.ListAsync($"prompts/{prompt}/audit"));
    }

    [Fact]
    public async Task Of_two_requests_at_once_with_one_key_and_different_bytes_one_is_refused()
    {
        var prompt = TwoApps.UniqueName();
        var (path, key) = ($"prompts/{prompt}/versions", TwoApps.UniqueName());

        var answers = await Task.WhenAll(Enumerable.Range(0, 2).Select(number => apps.Api(number).PostAsync(path, new { type = "report", content = $"content {number}" }, key)));

        Assert.Equal([201, 409], answers.Select(answer => answer.Status).Order());
        Assert.Equal("idempotency-key-reused", answers.Single(answer => answer.Status == 409).Code);
        Assert.Equal(["0.0.1"], await apps.First.Api.VersionsAsync(prompt));
    }

    private Task<Answer[]> RepeatAsync(int instances, ApiRequest call) =>
        Task.WhenAll(Enumerable.Range(0, Many).Select(number => apps.Api(number % instances).SendAsync(call)));
}
