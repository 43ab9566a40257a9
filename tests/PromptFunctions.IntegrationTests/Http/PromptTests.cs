using PromptFunctions.IntegrationTests.Support;

namespace PromptFunctions.IntegrationTests.Http;

public sealed class PromptTests(ApiFixture fixture) : IClassFixture<ApiFixture>
{
    private readonly ApiClient api = fixture.Api;

    [Fact]
    public async Task A_put_creates_a_prompt_with_all_its_members()
    {
        var name = ApiClient.UniqueName();

        var created = (await api.Put($"/prompts/{name}", new
        {
            type = "rag_search",
            format = "chat",
            description = "상권 문서를 찾습니다.",
            tags = new[] { "검색", "rag" },
            metrics = new Dictionary<string, object> { ["Accuracy_KR"] = new { goal = "maximize", kind = "proportion", unit = "건" } },
            settings = new { gate = "validate", @protected = true, strictVersions = true },
        })).ShouldBe(201);

        Assert.Equal("application/json", created.ContentType);
        Assert.Equal($"/api/prompts/{name}", created.Header("Location"));
        Assert.Equal(name, (string?)created["name"]);
        Assert.Equal("rag_search", (string?)created["type"]);
        Assert.Equal("chat", (string?)created["format"]);
        Assert.Equal("상권 문서를 찾습니다.", (string?)created["description"]);
        Assert.Equal("""["검색","rag"]""", created["tags"]!.ToJsonString(ApiClient.Json));
        Assert.Equal("""{"Accuracy_KR":{"goal":"maximize","kind":"proportion","unit":"건"}}""", created["metrics"]!.ToJsonString(ApiClient.Json));
        Assert.Equal("""{"gate":"validate","protected":true,"strictVersions":true}""", created["settings"]!.ToJsonString());
        Assert.Null(created["live"]);
        Assert.Null(created["latest"]);
        Assert.Equal("{}", created["labels"]!.ToJsonString());
        Assert.Equal("[]", created["branches"]!.ToJsonString());
        Assert.Equal("{}", created["versions"]!.ToJsonString());
        Assert.Null(created["rollout"]);
        Assert.Null(created["experiment"]);
        var read = (await api.Get($"/prompts/{name}")).ShouldBe(200);
        Assert.Equal(created.Text, read.Text);
        Assert.Equal(created.ETag, read.ETag);
    }

    [Fact]
    public async Task Members_left_out_keep_their_value()
    {
        var prompt = await api.NewPrompt(new { description = "one", tags = new[] { "a" }, settings = new { @protected = true } });

        var changed = (await api.Put(prompt.Path, new { description = "two", settings = new { strictVersions = true } })).ShouldBe(200);

        Assert.Equal("text_to_sql", (string?)changed["type"]);
        Assert.Equal("two", (string?)changed["description"]);
        Assert.Equal("""["a"]""", changed["tags"]!.ToJsonString());
        Assert.True((bool?)changed["settings"]!["protected"]);
        Assert.True((bool?)changed["settings"]!["strictVersions"]);
        Assert.Equal((await prompt.Get()).Text, changed.Text);
    }

    [Fact]
    public async Task A_put_that_changes_nothing_is_answered_and_not_recorded()
    {
        var prompt = await api.NewPrompt(new { description = "one" });
        var before = await prompt.Get();

        var again = (await api.Put(prompt.Path, new { type = "text_to_sql", description = "one" })).ShouldBe(200);

        Assert.Equal(before.Text, again.Text);
        Assert.Equal(before.ETag, again.ETag);
        Assert.Equal(["prompt.created"], await prompt.Actions());
    }

    [Theory]
    [InlineData("text_to_sql")]
    [InlineData("report_generation")]
    [InlineData("rag_search")]
    [InlineData("data_validation")]
    [InlineData("error_handling")]
    [InlineData("my-own.type_2")]
    public async Task A_type_is_a_known_one_or_the_users_own(string type)
    {
        var prompt = await api.NewPrompt(new { type });

        Assert.Equal(type, (string?)(await prompt.Get())["type"]);
    }

    [Fact]
    public async Task A_new_prompt_needs_a_type()
    {
        (await api.Put($"/prompts/{ApiClient.UniqueName()}", new { description = "no type" })).ShouldBeInvalid("type");
    }

    [Fact]
    public async Task A_metric_with_a_known_name_has_a_default_goal()
    {
        var names = new[] { "accuracy", "success_rate", "user_rating", "response_time", "latency", "error_rate", "cost", "tokens", "my metric" };
        var prompt = await api.NewPrompt(new { metrics = names.ToDictionary(name => name, _ => new { }) });

        var metrics = (await prompt.Get())["metrics"]!;

        Assert.Equal(
            ["maximize", "maximize", "maximize", "minimize", "minimize", "minimize", "minimize", "minimize", "none"],
            names.Select(name => (string?)metrics[name]!["goal"]));
        Assert.All(names, name => Assert.Equal("mean", (string?)metrics[name]!["kind"]));
    }

    [Theory]
    [InlineData("""{"type":"text_to_sql","metrics":{"":{}}}""", "metrics.")]
    [InlineData("""{"type":"text_to_sql","metrics":{"a\u0007":{}}}""", "metrics.a\u0007")]
    [InlineData("""{"type":"text_to_sql","tags":[""]}""", "tags[0]")]
    [InlineData("""{"type":"text_to_sql","tags":["ok",null]}""", "tags[1]")]
    [InlineData("""{"type":"Text To SQL"}""", "type")]
    public async Task Wrong_members_are_named(string body, string member)
    {
        (await api.Put($"/prompts/{ApiClient.UniqueName()}", body)).ShouldBeInvalid(member);
    }

    [Fact]
    public async Task A_tag_has_up_to_256_characters()
    {
        var prompt = await api.NewPrompt(new { tags = new[] { new string('가', 256) } });

        (await api.Put(prompt.Path, new { tags = new[] { new string('가', 257) } })).ShouldBeInvalid("tags[0]");
    }

    [Theory]
    [InlineData("UPPER")]
    [InlineData("-first")]
    [InlineData(".first")]
    [InlineData("a%20b")]
    [InlineData("%ED%95%9C%EA%B5%AD")]
    [InlineData("line%0A")]
    public async Task A_name_that_is_none_is_refused_in_every_call(string name)
    {
        (await api.Put($"/prompts/{name}", new { type = "text_to_sql" })).ShouldBeInvalid("name");
        (await api.Get($"/prompts/{name}")).ShouldBeInvalid("name");
        (await api.Get($"/prompts/{name}/resolve")).ShouldBeInvalid("name");
        (await api.Post($"/prompts/{name}/versions", new { content = "x", type = "text_to_sql" })).ShouldBeInvalid("name");
    }

    [Fact]
    public async Task A_name_has_up_to_128_characters()
    {
        var name = ApiClient.UniqueName().PadRight(128, 'x');

        (await api.Put($"/prompts/{name}", new { type = "text_to_sql" })).ShouldBe(201);
        (await api.Get($"/prompts/{name}")).ShouldBe(200);
        (await api.Put($"/prompts/{name}x", new { type = "text_to_sql" })).ShouldBeInvalid("name");
    }

    [Fact]
    public async Task A_prompt_may_be_called_as_a_segment_of_a_path()
    {
        foreach (var name in new[] { "versions", "import", "latest", "production", "1.0.0" })
        {
            Assert.Contains((await api.Put($"/prompts/{name}", new { type = "text_to_sql" })).Status, new[] { 200, 201 });
            Assert.Equal(name, (string?)(await api.Get($"/prompts/{name}")).ShouldBe(200)["name"]);
        }
    }

    [Fact]
    public async Task The_format_is_fixed_once_a_version_exists()
    {
        var prompt = await api.NewPrompt();
        (await api.Put(prompt.Path, new { format = "chat" })).ShouldBe(200);
        (await api.Put(prompt.Path, new { format = "text" })).ShouldBe(200);
        await prompt.Create("one");

        (await api.Put(prompt.Path, new { format = "chat" })).ShouldBeProblem(409, "format-fixed");
        (await api.Put(prompt.Path, new { format = "text" })).ShouldBe(200);
        (await api.Post(prompt.Versions, new { messages = new[] { new { role = "user", content = "x" } } })).ShouldBeProblem(409, "format-fixed");
    }

    [Fact]
    public async Task A_first_version_settles_the_format_that_was_said()
    {
        var prompt = await api.NewPrompt(new { format = "text" });

        (await api.Post(prompt.Versions, new { messages = new[] { new { role = "user", content = "x" } } })).ShouldBe(201);

        Assert.Equal("chat", (string?)(await prompt.Get())["format"]);
    }

    [Fact]
    public async Task A_prompt_shows_what_is_live_its_labels_branches_and_counts()
    {
        var prompt = await api.NewPrompt();
        var live = await prompt.CreateLive("one");
        var archived = await prompt.Create("two");
        await prompt.Promote(archived, "archived");
        var latest = await prompt.Create("three");
        await prompt.Label("stable", live);
        await prompt.Label("next", latest);
        await prompt.Branch("concise", live);

        var shown = await prompt.Get();

        Assert.Equal(live, (string?)shown["live"]);
        Assert.Equal(latest, (string?)shown["latest"]);
        Assert.Equal($$"""{"next":"{{latest}}","stable":"{{live}}"}""", shown["labels"]!.ToJsonString());
        Assert.Equal("""["concise"]""", shown["branches"]!.ToJsonString());
        Assert.Equal("""{"draft":1,"production":1,"archived":1}""", shown["versions"]!.ToJsonString());
    }

    [Fact]
    public async Task An_unknown_prompt_is_404_in_every_call()
    {
        var path = $"/prompts/{ApiClient.UniqueName()}";

        foreach (var below in new[] { "", "/versions", "/versions/1.0.0", "/versions/latest", "/compare?from=1.0.0&to=1.0.1", "/labels", "/branches", "/audit", "/export", "/resolve", "/resolve?version=1.0.0", "/resolve?label=a", "/route" })
            (await api.Get(path + below)).ShouldBeProblem(404, "unknown-prompt");
        (await api.Post($"{path}/versions", new { content = "x" })).ShouldBeProblem(404, "unknown-prompt");
        (await api.Patch($"{path}/versions/1.0.0", new { description = "x" })).ShouldBeProblem(404, "unknown-prompt");
        (await api.Post($"{path}/versions/1.0.0/promote", new { status = "testing" })).ShouldBeProblem(404, "unknown-prompt");
        (await api.Post($"{path}/versions/1.0.0/approve")).ShouldBeProblem(404, "unknown-prompt");
        (await api.Put($"{path}/labels/a", new { version = "1.0.0" })).ShouldBeProblem(404, "unknown-prompt");
        (await api.Delete($"{path}/labels/a")).ShouldBeProblem(404, "unknown-prompt");
        (await api.Post($"{path}/branches", new { branch = "a", from = "1.0.0" })).ShouldBeProblem(404, "unknown-prompt");
        (await api.Post($"{path}/branches/a/merge")).ShouldBeProblem(404, "unknown-prompt");
    }

    [Fact]
    public async Task Prompts_are_listed_by_name_in_pages_that_are_filled_also_when_filtered()
    {
        var (type, tag, marker) = (ApiClient.UniqueName("type"), ApiClient.UniqueName("tag"), ApiClient.UniqueName());
        var names = Enumerable.Range(0, 7).Select(i => $"{marker}-{i}").ToList();
        foreach (var (name, i) in names.Select((name, i) => (name, i)))
            (await api.Put($"/prompts/{name}", new { type = i == 3 ? "other" : type, tags = i % 2 == 0 ? new[] { tag, "more" } : ["more"] })).ShouldBe(201);

        var ofType = await api.All($"/prompts?type={type}", 2);
        var tagged = await api.All($"/prompts?tag={tag}", 3);
        var both = await api.All($"/prompts?type={type}&tag={tag}", 1);
        var none = (await api.Get($"/prompts?type={ApiClient.UniqueName()}")).ShouldBe(200);

        Assert.Equal(names.Where((_, i) => i != 3), ofType.Select(item => (string?)item["name"]));
        Assert.Equal(names.Where((_, i) => i % 2 == 0), tagged.Select(item => (string?)item["name"]));
        Assert.Equal(names.Where((_, i) => i % 2 == 0), both.Select(item => (string?)item["name"]));
        Assert.Equal("""{"items":[],"continuationToken":null}""", none.Text);
        Assert.Equal((await api.Get($"/prompts/{names[0]}")).Text, ofType[0].ToJsonString(ApiClient.Json));
    }

    [Fact]
    public async Task A_changed_type_or_tag_is_found_at_once()
    {
        var (before, after) = (ApiClient.UniqueName("type"), ApiClient.UniqueName("type"));
        var prompt = await api.NewPrompt(new { type = before });

        (await api.Put(prompt.Path, new { type = after })).ShouldBe(200);

        Assert.Empty((await api.Get($"/prompts?type={before}")).Items);
        Assert.Equal([prompt.Name], (await api.Get($"/prompts?type={after}")).Each("name"));
    }

    [Fact]
    public async Task A_prompt_that_a_version_or_an_import_makes_is_listed_too()
    {
        var type = ApiClient.UniqueName("type");
        var (first, second) = ($"{type}-a", $"{type}-b");

        (await api.Post($"/prompts/{first}/versions", new { content = "x", type })).ShouldBe(201);
        (await api.Post("/import", new { prompt = new { name = second, type } })).ShouldBe(200);

        Assert.Equal([first, second], (await api.Get($"/prompts?type={type}")).Each("name"));
    }
}
