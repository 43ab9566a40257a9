using PromptFunctions.IntegrationTests.Support;

namespace PromptFunctions.IntegrationTests.Http;

/// <summary>The header Idempotency-Key.</summary>
public sealed class IdempotencyTests(ApiFixture fixture) : IClassFixture<ApiFixture>
{
    private readonly ApiClient api = fixture.Api;

    [Fact]
    public async Task Every_post_gives_its_first_answer_again_and_changes_nothing_twice()
    {
        var prompt = await api.NewPrompt();
        await prompt.Create("a\nb\nc\n", new { author = "kim" });

        await Twice(201, prompt.Versions, new { content = "A\nb\nc\n" });
        await Twice(200, $"{prompt.Version("0.0.1")}/promote", new { status = "testing" });
        await Twice(200, $"{prompt.Version("0.0.1")}/approve", new { author = "lee" });
        await Twice(200, $"{prompt.Version("0.0.1")}/approve", new { author = "lee", reason = "again" });
        await Twice(201, $"{prompt.Path}/branches", new { branch = "side", from = "0.0.1" });
        await prompt.Create("a\nb\nC\n", new { branch = "side" });
        await Twice(201, $"{prompt.Path}/branches/side/merge", new { });
        await Twice(200, "/import", new { prompt = new { name = prompt.Name }, versions = new[] { new { version = "5.0.0", content = "five" } } });

        async Task Twice(int status, string path, object body)
        {
            var key = Key();
            var first = (await api.Post(path, body, key)).ShouldBe(status);
            var tag = await prompt.ETag();
            var audit = (await prompt.Audit()).Count;
            var again = (await api.Post(path, body, key)).ShouldBe(status);

            Assert.Equal(first.Text, again.Text);
            Assert.Equal(first.ETag, again.ETag);
            Assert.Equal(first.Header("Location"), again.Header("Location"));
            Assert.Equal(first.ContentType, again.ContentType);
            Assert.Equal(tag, await prompt.ETag());
            Assert.Equal(audit, (await prompt.Audit()).Count);
            (await api.Post(path, new { reason = "other bytes" }, key)).ShouldBeProblem(409, "idempotency-key-reused");
        }
    }

    [Fact]
    public async Task The_first_answer_stands_whatever_has_changed_since()
    {
        var prompt = await api.NewPrompt();
        var (create, promote) = (Key(), Key());
        var first = (await api.Post(prompt.Versions, new { content = "one", version = "1.0.0" }, create)).ShouldBe(201);
        (await api.Post($"{prompt.Version("1.0.0")}/promote", new { status = "testing" }, promote)).ShouldBe(200);
        await prompt.Promote("1.0.0", "production");
        await prompt.CreateLive("two");

        Assert.Equal(first.Text, (await api.Post(prompt.Versions, new { content = "one", version = "1.0.0" }, create)).ShouldBe(201).Text);
        Assert.Equal("testing", (string?)(await api.Post($"{prompt.Version("1.0.0")}/promote", new { status = "testing" }, promote)).ShouldBe(200)["status"]);
        Assert.Equal("deprecated", (string?)(await api.Get(prompt.Version("1.0.0")))["status"]);
    }

    [Fact]
    public async Task An_error_is_given_again_too()
    {
        var prompt = await api.NewPrompt();
        await prompt.Create("one");
        var unknown = ApiClient.UniqueName();

        await Twice(400, "invalid-request", prompt.Versions, new { content = "" });
        await Twice(400, "invalid-request", prompt.Versions, "not json");
        await Twice(404, "unknown-branch", prompt.Versions, new { content = "x", branch = "later" });
        await Twice(404, "unknown-prompt", $"/prompts/{unknown}/versions", new { content = "x" });
        await Twice(409, "illegal-transition", $"{prompt.Version("0.0.1")}/promote", new { status = "production" });
        await Twice(409, "version-exists", prompt.Versions, new { content = "x", version = "0.0.1" });
        await Twice(400, "invalid-request", "/import", new { prompt = new { name = "NOT A NAME" } });
        await Twice(412, "etag-mismatch", prompt.Versions, new { content = "x" }, ("If-Match", "\"other\""));

        async Task Twice(int status, string code, string path, object body, params (string, string)[] headers)
        {
            var key = Key();
            var first = (await api.Post(path, body, [key, .. headers])).ShouldBeProblem(status, code);
            Assert.Equal(first.Text, (await api.Post(path, body, [key, .. headers])).ShouldBeProblem(status, code).Text);
            (await api.Post(path, new { author = "other bytes" }, key)).ShouldBeProblem(409, "idempotency-key-reused");
        }
    }

    [Fact]
    public async Task An_error_is_given_again_where_the_request_would_pass_by_now()
    {
        var prompt = await api.NewPrompt();
        await prompt.Create("one");
        var key = Key();
        (await api.Post(prompt.Versions, new { content = "x", branch = "later" }, key)).ShouldBeProblem(404, "unknown-branch");

        await prompt.Branch("later", "0.0.1");

        (await api.Post(prompt.Versions, new { content = "x", branch = "later" }, key)).ShouldBeProblem(404, "unknown-branch");
        (await api.Post(prompt.Versions, new { content = "x", branch = "later" }, Key())).ShouldBe(201);
    }

    [Fact]
    public async Task A_key_belongs_to_its_path_and_its_principal()
    {
        var (one, two) = (await api.NewPrompt(), await api.NewPrompt());
        var (key, body) = (Key(), new { content = "x" });

        Assert.Equal("0.0.1", (string?)(await api.Post(one.Versions, body, key)).ShouldBe(201)["version"]);
        Assert.Equal("0.0.1", (string?)(await api.Post(two.Versions, body, key)).ShouldBe(201)["version"]);
        Assert.Equal("0.0.2", (string?)(await api.Post(one.Versions, body, key, ("X-Author", "kim"))).ShouldBe(201)["version"]);
        Assert.Equal("0.0.3", (string?)(await api.Post(one.Versions, body, key, ("X-Author", "lee"))).ShouldBe(201)["version"]);
        Assert.Equal("0.0.2", (string?)(await api.Post(one.Versions, body, key, ("X-Author", "kim"))).ShouldBe(201)["version"]);
        Assert.Equal("0.0.1", (string?)(await api.Post(one.Versions, body, key)).ShouldBe(201)["version"]);
    }

    [Fact]
    public async Task A_key_belongs_to_who_is_signed_in()
    {
        var signIn = await ApiFixture.SignIn();
        var prompt = await api.NewPrompt();
        var (key, body) = (Key(), new { content = "x" });

        (string, string)[] Kim(string id) => [key, ("X-MS-CLIENT-PRINCIPAL-ID", id), Principals.Principal(("preferred_username", "kim"), ("roles", "Prompts.Write"))];

        var kim = (await signIn.Post(prompt.Versions, body, [key, .. Principals.Person("kim")])).ShouldBe(201);
        var lee = (await signIn.Post(prompt.Versions, body, [key, .. Principals.Person("lee")])).ShouldBe(201);
        var namesake = (await signIn.Post(prompt.Versions, body, Kim("another"))).ShouldBe(201);

        Assert.Equal(3, new[] { kim, lee, namesake }.Select(answer => (string?)answer["version"]).Distinct().Count());
        Assert.Equal(kim.Text, (await signIn.Post(prompt.Versions, body, [key, .. Principals.Person("kim")])).Text);
        Assert.Equal(namesake.Text, (await signIn.Post(prompt.Versions, body, [.. Kim("another"), ("X-Author", "lee")])).Text);
    }

    [Theory]
    [InlineData("")]
    [InlineData("a b")]
    [InlineData("한글")]
    [InlineData("tab\there")]
    public async Task A_key_is_visible_ascii(string key)
    {
        var prompt = await api.NewPrompt();

        (await api.Post(prompt.Versions, new { content = "x" }, ("Idempotency-Key", key))).ShouldBeInvalid("Idempotency-Key");
    }

    [Fact]
    public async Task A_key_has_up_to_255_characters()
    {
        var prompt = await api.NewPrompt();
        var longest = "!~\"'/\\#?%" + new string('k', 246);

        (await api.Post(prompt.Versions, new { content = "x" }, ("Idempotency-Key", longest))).ShouldBe(201);
        Assert.Equal("0.0.1", (string?)(await api.Post(prompt.Versions, new { content = "x" }, ("Idempotency-Key", longest))).ShouldBe(201)["version"]);
        (await api.Post(prompt.Versions, new { content = "x" }, ("Idempotency-Key", longest + "k"))).ShouldBeInvalid("Idempotency-Key");
    }

    [Theory]
    [InlineData(32 * 1024)]
    [InlineData(200_000)]
    [InlineData(1024 * 1024)]
    public async Task A_large_answer_is_given_again_byte_for_byte(int length)
    {
        var prompt = await api.NewPrompt();
        var (key, body) = (Key(), new { content = string.Concat(Enumerable.Repeat("가나다라마바사아자차", length / 30)) });

        var first = (await api.Post(prompt.Versions, body, key)).ShouldBe(201);
        var again = (await api.Post(prompt.Versions, body, key)).ShouldBe(201);

        Assert.True(first.Bytes.AsSpan().SequenceEqual(again.Bytes));
        Assert.Equal(first.ETag, again.ETag);
        Assert.Single((await api.Get(prompt.Versions)).Items);
    }

    [Fact]
    public async Task A_put_pays_no_heed_to_a_key()
    {
        var prompt = await api.NewPrompt();
        var key = Key();

        (await api.Put(prompt.Path, new { description = "1" }, key)).ShouldBe(200);
        Assert.Equal("2", (string?)(await api.Put(prompt.Path, new { description = "2" }, key)).ShouldBe(200)["description"]);
    }

    [Fact]
    public async Task An_import_of_more_than_one_transaction_gives_its_answer_again()
    {
        var name = ApiClient.UniqueName();
        var body = new { prompt = new { name, type = "rag_search" }, versions = Enumerable.Range(1, 130).Select(i => new { version = $"1.0.{i}", content = $"{i}" }) };
        var key = Key();

        var first = (await api.Post("/import", body, key)).ShouldBe(200);

        Assert.Equal("""{"created":130,"unchanged":0}""", first.Text);
        Assert.Equal(first.Text, (await api.Post("/import", body, key)).ShouldBe(200).Text);
        Assert.Equal("""{"created":0,"unchanged":130}""", (await api.Post("/import", body, Key())).ShouldBe(200).Text);
    }

    private static (string, string) Key() => ("Idempotency-Key", Guid.NewGuid().ToString());
}
