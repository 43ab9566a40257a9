using System.Text;
using System.Text.Json.Nodes;
using PromptFunctions.IntegrationTests.Support;

namespace PromptFunctions.IntegrationTests.Http;

/// <summary>What all calls have in common.</summary>
public sealed class ConventionTests(ApiFixture fixture) : IClassFixture<ApiFixture>
{
    private readonly ApiClient api = fixture.Api;

    [Theory]
    [InlineData("""{"type":"rag_search","unknown":1}""", "unknown")]
    [InlineData("""{"Type":"rag_search"}""", "Type")]
    [InlineData("""{"type":"rag_search","settings":{"Protected":true}}""", "settings.Protected")]
    [InlineData("""{"type":"rag_search","type":"rag_search"}""", "type")]
    [InlineData("""{"type":"rag_search","settings":{"protected":"true"}}""", "settings.protected")]
    [InlineData("""{"type":"rag_search","settings":{"protected":1}}""", "settings.protected")]
    [InlineData("""{"type":5}""", "type")]
    [InlineData("""{"type":"rag_search","tags":"a"}""", "tags")]
    [InlineData("""{"type":"rag_search","format":"Text"}""", "format")]
    [InlineData("""{"type":"rag_search","format":0}""", "format")]
    [InlineData("""{"type":"rag_search","metrics":{"accuracy":{"goal":"up"}}}""", "metrics.accuracy.goal")]
    [InlineData("""{"type":"rag_search","metrics":{"accuracy":{"Goal":"none"}}}""", "metrics.accuracy.Goal")]
    [InlineData("""{"type":"rag_search","metrics":{"a":{},"a":{}}}""", "metrics.a")]
    public async Task Json_is_strict_and_the_member_is_named(string body, string member)
    {
        (await api.Put($"/prompts/{ApiClient.UniqueName()}", body)).ShouldBeInvalid(member);
    }

    [Theory]
    [InlineData("""{"type":"rag_search",}""")]
    [InlineData("""{"type":"rag_search"} {}""")]
    [InlineData("""{"type":"rag_search" /* why */}""")]
    [InlineData("""{"type":"rag""")]
    [InlineData("not json")]
    [InlineData(" ")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("\"text\"")]
    [InlineData("""{"type":"rag_search","description":"\ud800"}""")]
    public async Task A_body_that_is_no_document_is_refused(string body)
    {
        var name = ApiClient.UniqueName();

        (await api.Put($"/prompts/{name}", body)).ShouldBeProblem(400, "invalid-request");
        (await api.Get($"/prompts/{name}")).ShouldBeProblem(404, "unknown-prompt");
    }

    [Fact]
    public async Task A_body_is_utf_8()
    {
        byte[] bytes = [.. Encoding.UTF8.GetBytes("""{"type":"rag_search","description":" """), 0xC3, 0x28, .. Encoding.UTF8.GetBytes("\"}")];

        (await api.Put($"/prompts/{ApiClient.UniqueName()}", bytes)).ShouldBeProblem(400, "invalid-request");
    }

    [Fact]
    public async Task A_document_may_be_64_levels_deep()
    {
        var prompt = await api.NewPrompt();
        static string Nested(int levels) => $$$"""{"content":"x","metadata":{"a":{{{new string('[', levels)}}}{{{new string(']', levels)}}}}}""";

        (await api.Post(prompt.Versions, Nested(60))).ShouldBe(201);
        (await api.Post(prompt.Versions, Nested(100))).ShouldBeProblem(400, "invalid-request");
    }

    [Fact]
    public async Task Keys_of_the_users_own_keep_their_case()
    {
        var metadata = """{"CamelCase":{"Inner_Key":1},"snake_case":2,"한글 키":3,"a.b/c":"'"}""";
        var prompt = await api.NewPrompt(new { metrics = new Dictionary<string, object> { ["MyMetric"] = new { } } });

        (await api.Post(prompt.Versions, new JsonObject { ["content"] = "x", ["metadata"] = JsonNode.Parse(metadata) })).ShouldBe(201);

        Assert.Equal(metadata, (await api.Get(prompt.Version("latest")))["metadata"]!.ToJsonString(ApiClient.Json));
        Assert.Equal(["MyMetric"], (await prompt.Get())["metrics"]!.AsObject().Select(metric => metric.Key));
    }

    [Fact]
    public async Task Numbers_in_metadata_keep_their_digits()
    {
        var prompt = await api.NewPrompt();
        var numbers = """{"big":12345678901234567890123456789,"small":0.1000000000000000055,"e":1E+30,"zero":-0.0}""";

        (await api.Post(prompt.Versions, $$"""{"content":"x","metadata":{{numbers}}}""")).ShouldBe(201);

        Assert.Contains(numbers, (await api.Get(prompt.Version("latest"))).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Unknown_and_repeated_parameters_are_refused_and_the_platforms_own_pass()
    {
        var prompt = await api.NewPrompt();
        await prompt.CreateLive("one");
        string[] reads =
        [
            "/prompts", prompt.Path, prompt.Versions, prompt.Version("latest"), $"{prompt.Path}/labels", $"{prompt.Path}/branches", $"{prompt.Path}/audit",
            $"{prompt.Path}/export", $"{prompt.Path}/resolve", $"{prompt.Path}/route", "/health", "/openapi.json",
        ];

        foreach (var read in reads)
        {
            (await api.Get($"{read}?unknown=1")).ShouldBeInvalid("unknown");
            (await api.Get($"{read}?code=key&clientId=id")).ShouldBe(200);
        }
        (await api.Get("/prompts?limit=1&limit=1")).ShouldBeInvalid("limit");
        (await api.Get("/prompts?Limit=1")).ShouldBeInvalid("Limit");
        (await prompt.Resolve("?subject=a&subject=b")).ShouldBeInvalid("subject");
        (await prompt.Get("/compare?from=latest&to=latest&x=1")).ShouldBeInvalid("x");
        (await api.Put($"{prompt.Path}?unknown=1", new { description = "x" })).ShouldBeInvalid("unknown");
        (await api.Put($"{prompt.Path}?code=key", new { description = "x" })).ShouldBe(200);
        (await api.Post($"{prompt.Versions}?dry=1", new { content = "x" })).ShouldBeInvalid("dry");
        (await api.Delete($"{prompt.Path}/labels/a?force=true")).ShouldBeInvalid("force");
    }

    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/x-www-form-urlencoded")]
    [InlineData("application/json; charset=euc-kr")]
    [InlineData("multipart/form-data; boundary=x")]
    public async Task Another_media_type_is_415_in_every_change(string type)
    {
        var prompt = await api.NewPrompt();
        await prompt.Create("one");
        (HttpMethod Method, string Path)[] changes =
        [
            (HttpMethod.Put, prompt.Path), (HttpMethod.Post, prompt.Versions), (HttpMethod.Patch, prompt.Version("0.0.1")),
            (HttpMethod.Post, $"{prompt.Version("0.0.1")}/promote"), (HttpMethod.Post, $"{prompt.Version("0.0.1")}/approve"),
            (HttpMethod.Put, $"{prompt.Path}/labels/a"), (HttpMethod.Delete, $"{prompt.Path}/labels/a"),
            (HttpMethod.Post, $"{prompt.Path}/branches"), (HttpMethod.Post, $"{prompt.Path}/branches/a/merge"), (HttpMethod.Post, "/import"),
        ];

        foreach (var (method, path) in changes)
            (await api.Send(method, path, ApiClient.Body("{}", type))).ShouldBeProblem(415, "unsupported-media-type");
    }

    [Fact]
    public async Task A_body_without_a_media_type_is_415()
    {
        (await api.Send(HttpMethod.Put, $"/prompts/{ApiClient.UniqueName()}", new ByteArrayContent("{}"u8.ToArray()))).ShouldBeProblem(415, "unsupported-media-type");
    }

    [Theory]
    [InlineData("application/json; charset=utf-8")]
    [InlineData("application/json; charset=UTF-8")]
    [InlineData("Application/JSON")]
    public async Task Json_in_utf_8_is_taken(string type)
    {
        (await api.Send(HttpMethod.Put, $"/prompts/{ApiClient.UniqueName()}", ApiClient.Body(new { type = "rag_search" }, type))).ShouldBe(201);
    }

    [Theory]
    [InlineData("0")]
    [InlineData("1001")]
    [InlineData("-1")]
    [InlineData("+1")]
    [InlineData("1.0")]
    [InlineData("ten")]
    [InlineData("")]
    [InlineData("99999999999")]
    public async Task A_limit_is_1_to_1000(string limit)
    {
        var prompt = await api.NewPrompt();
        var query = $"?limit={Uri.EscapeDataString(limit)}";

        foreach (var listing in new[] { "/prompts", prompt.Versions, $"{prompt.Path}/labels", $"{prompt.Path}/branches", $"{prompt.Path}/audit" })
            (await api.Get(listing + query)).ShouldBeInvalid("limit");
        (await api.Get($"{prompt.Versions}?limit=1")).ShouldBe(200);
        (await api.Get($"{prompt.Versions}?limit=1000")).ShouldBe(200);
    }

    [Fact]
    public async Task Without_a_limit_a_page_has_100_items()
    {
        var name = ApiClient.UniqueName();
        var versions = Enumerable.Range(1, 101).Select(i => new { version = $"0.0.{i}", content = "x" });
        (await api.Post("/import", new { prompt = new { name, type = "rag_search" }, versions })).ShouldBe(200);

        var page = (await api.Get($"/prompts/{name}/versions")).ShouldBe(200);
        Assert.Equal(100, page.Items.Count);
        var rest = (await api.Get($"/prompts/{name}/versions?continuationToken={(string?)page["continuationToken"]}")).ShouldBe(200);
        Assert.Equal(["0.0.1"], rest.Each("version"));
        Assert.Null(rest["continuationToken"]);
        Assert.Null((await api.Get($"/prompts/{name}/versions?limit=101")).ShouldBe(200)["continuationToken"]);
    }

    [Theory]
    [InlineData("garbage!")]
    [InlineData("")]
    [InlineData("YXVkaXQ")]
    public async Task A_token_is_one_that_a_page_gave(string token)
    {
        var prompt = await api.NewPrompt();

        foreach (var listing in new[] { "/prompts", prompt.Versions, $"{prompt.Path}/labels", $"{prompt.Path}/branches", $"{prompt.Path}/audit" })
            (await api.Get($"{listing}?continuationToken={token}")).ShouldBeInvalid("continuationToken");
    }

    [Fact]
    public async Task A_token_of_another_listing_is_refused()
    {
        var prompt = await api.NewPrompt();
        await prompt.Create("one");
        await prompt.Create("two");
        var token = (string?)(await api.Get($"{prompt.Versions}?limit=1"))["continuationToken"];

        (await api.Get($"{prompt.Path}/labels?continuationToken={token}")).ShouldBeInvalid("continuationToken");
        (await api.Get($"{prompt.Path}/audit?continuationToken={token}")).ShouldBeInvalid("continuationToken");
    }

    [Theory]
    [InlineData("versions|not a version")]
    [InlineData("versions|")]
    public async Task A_token_that_somebody_made_up_is_refused(string text)
    {
        var prompt = await api.NewPrompt();
        var token = Convert.ToBase64String(Encoding.UTF8.GetBytes(text)).TrimEnd('=').Replace('+', '-').Replace('/', '_');

        (await api.Get($"{prompt.Versions}?continuationToken={token}")).ShouldBeInvalid("continuationToken");
    }

    [Fact]
    public async Task The_body_says_who_did_it_before_the_header_does()
    {
        var prompt = await api.NewPrompt();

        Assert.Equal("body", await AuthorOf(new { content = "x", author = "body" }, ("X-Author", "header")));
        Assert.Equal("header", await AuthorOf(new { content = "x" }, ("X-Author", "header")));
        Assert.Equal("header", await AuthorOf(new { content = "x", author = "" }, ("X-Author", "header")));
        Assert.Equal("anonymous", await AuthorOf(new { content = "x" }));
        Assert.Equal("김데이터", await AuthorOf(new { content = "x" }, ("X-Author", "김데이터")));

        async Task<string?> AuthorOf(object body, params (string, string)[] headers)
        {
            var created = (await api.Post(prompt.Versions, body, headers)).ShouldBe(201);
            Assert.Equal((string?)created["author"], (string?)(await prompt.Audit())[0]["by"]);
            return (string?)created["author"];
        }
    }

    [Fact]
    public async Task Any_changing_body_may_say_who_did_it()
    {
        var name = ApiClient.UniqueName();
        var path = $"/prompts/{name}";
        (await api.Put(path, new { type = "rag_search", author = "1" })).ShouldBe(201);
        (await api.Post($"{path}/versions", new { content = "x", author = "2" })).ShouldBe(201);
        (await api.Patch($"{path}/versions/0.0.1", new { description = "x", author = "3" })).ShouldBe(200);
        (await api.Post($"{path}/versions/0.0.1/promote", new { status = "testing", author = "4" })).ShouldBe(200);
        (await api.Post($"{path}/versions/0.0.1/approve", new { author = "5" })).ShouldBe(200);
        (await api.Put($"{path}/labels/a", new { version = "0.0.1", author = "6" })).ShouldBe(201);
        (await api.Send(HttpMethod.Delete, $"{path}/labels/a", ApiClient.Body(new { author = "7" }))).ShouldBe(204);
        (await api.Post($"{path}/branches", new { branch = "side", from = "0.0.1", author = "8" })).ShouldBe(201);
        (await api.Post($"{path}/versions", new { content = "y", branch = "side", author = "9" })).ShouldBe(201);
        (await api.Post($"{path}/branches/side/merge", new { author = "10" })).ShouldBe(201);
        (await api.Post("/import", new { author = "11", prompt = new { name }, versions = new[] { new { version = "3.0.0", content = "z" } } })).ShouldBe(200);

        Assert.Equal(Enumerable.Range(1, 11).Reverse().Select(i => $"{i}"), (await api.Get($"{path}/audit")).Each("by"));
    }

    [Fact]
    public async Task The_signed_in_principal_counts_alone_where_sign_in_is_on()
    {
        var signIn = await ApiFixture.SignIn();
        var name = ApiClient.UniqueName();
        var path = $"/prompts/{name}";
        (await signIn.Put(path, new { type = "rag_search", settings = new { @protected = true } }, Principals.Person("root@x"))).ShouldBe(201);

        var created = (await signIn.Post($"{path}/versions", new { content = "x", author = "body" }, [("X-Author", "header"), .. Principals.Person("kim@x")])).ShouldBe(201);
        Assert.Equal("kim@x", (string?)created["author"]);
        (await signIn.Post($"{path}/versions", new { content = "z", author = "body" }, ("X-Author", "header"))).ShouldBeProblem(401, "unauthenticated");

        var approve = $"{path}/versions/0.0.1/approve";
        (await signIn.Post(approve, new { author = "lee@x" }, Principals.Person("kim@x"))).ShouldBeProblem(403, "approval-by-author");
        (await signIn.Post(approve, new { author = "lee@x" })).ShouldBeProblem(401, "unauthenticated");
        (await signIn.Post(approve, null, Principals.Person("lee@x"))).ShouldBe(200);
        Assert.Equal(["lee@x", "kim@x", "root@x"], (await signIn.Get($"{path}/audit", Principals.Person("root@x"))).Each("by"));
    }

    [Fact]
    public async Task Nobody_is_the_system()
    {
        var prompt = await api.NewPrompt();

        (await api.Post(prompt.Versions, new { content = "x", author = "system" })).ShouldBeProblem(400, "reserved-name");
        (await api.Post(prompt.Versions, new { content = "x" }, ("X-Author", "system"))).ShouldBeProblem(400, "reserved-name");
    }

    [Fact]
    public async Task Every_error_is_named_at_once()
    {
        var prompt = await api.NewPrompt();

        var problem = await api.Post(prompt.Versions, new { content = "x", tags = new[] { "" }, dependencies = new[] { "?" }, bump = "minor", version = "1.0.0" });

        problem.ShouldBeInvalid("tags[0]").ShouldBeInvalid("dependencies[0]").ShouldBeInvalid("bump");
    }

    [Theory]
    [InlineData("GET", "/nothing")]
    [InlineData("GET", "/prompts/a/b/c/d/e/f")]
    [InlineData("POST", "/prompts/a/nothing")]
    public async Task An_unknown_route_is_the_hosts_own_404(string method, string path)
    {
        Assert.Equal(404, await api.SendUnchecked(new(method), path));
    }
}
