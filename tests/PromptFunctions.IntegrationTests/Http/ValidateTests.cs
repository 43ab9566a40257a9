using System.Text.Json.Nodes;
using PromptFunctions.IntegrationTests.Support;

namespace PromptFunctions.IntegrationTests.Http;

/// <summary>Validation of versions.</summary>
public sealed class ValidateTests(ApiFixture fixture) : IClassFixture<ApiFixture>
{
    private static readonly object Note = new { type = "note" };

    private readonly ApiClient api = fixture.Api;

    [Theory]
    [InlineData("one\n b {{name", "unclosed-tag", 2, 4)]
    [InlineData("one\n{{!-- why", "unclosed-tag", 2, 1)]
    [InlineData("x {{}} y", "malformed-tag", 1, 3)]
    [InlineData("x\r\n{{a}}}", "malformed-tag", 2, 1)]
    [InlineData("{{a \"b}}", "malformed-tag", 1, 1)]
    [InlineData("\n\n{{{{raw}}}}", "unsupported-tag", 3, 1)]
    [InlineData("{{> (lookup . \"x\")}}", "unsupported-tag", 1, 1)]
    [InlineData("한글 {{upper name}}", "unknown-helper", 1, 4)]
    [InlineData("{{#if a b}}x{{/if}}", "wrong-arguments", 1, 1)]
    [InlineData("a {{#if a}}b", "unclosed-block", 1, 3)]
    [InlineData("a{{/if}}", "unbalanced-block", 1, 2)]
    [InlineData("a\n{{else}}", "unbalanced-block", 2, 1)]
    [InlineData("a\n  {{> nowhere}}", "unknown-partial", 2, 3)]
    [InlineData("{{> NOT A NAME}}", "unknown-partial", 1, 1)]
    [InlineData(" \n ", "empty-content", 1, 1)]
    [InlineData("a\tb\nc\u0007", "control-character", 2, 2)]
    [InlineData("ab\uFFFD", "invalid-character", 1, 3)]
    public async Task What_is_wrong_is_found_at_its_place(string content, string code, int line, int column)
    {
        var prompt = await api.NewPrompt(Note);
        await prompt.Create(content);

        var report = (await prompt.Validate()).ShouldBe(200);

        Assert.False((bool?)report["valid"]);
        Assert.Equal((code, line, column), Finding(Assert.Single(report["errors"]!.AsArray())));
        Assert.Equal("[]", report["warnings"]!.ToJsonString());
    }

    [Fact]
    public async Task A_sound_version_has_nothing_against_it_and_its_variables_are_named()
    {
        var other = await api.NewPrompt(Note);
        await other.Create("Be {{tone}}.", new { version = "1.0.0" });
        var prompt = await api.NewPrompt(Note);
        await prompt.Create($"{{{{b}}}} {{{{> {other.Name}}}}} {{{{#if a}}}}{{{{a}}}}{{{{/if}}}}\r\n\t끝 😀", new { dependencies = new[] { $"{other.Name}@^1.0.0" } });

        var report = (await prompt.Validate("0.0.1")).ShouldBe(200);

        Assert.Equal("""{"valid":true,"errors":[],"warnings":[],"variables":["b","tone","a"]}""", report.Text);
        Assert.Null(report.ETag);
    }

    [Fact]
    public async Task Looking_changes_nothing()
    {
        var prompt = await api.NewPrompt(Note);
        await prompt.Create("{{#if a}}");
        var (version, tag, audit) = (await api.Get(prompt.Version("0.0.1")), await prompt.ETag(), (await prompt.Audit()).Count);

        var first = (await prompt.Validate()).ShouldBe(200);
        Assert.Equal(first.Text, (await api.Post($"{prompt.Version("0.0.1")}/validate", new { author = "kim" })).ShouldBe(200).Text);

        Assert.Equal((version.ETag, version.Text), ((await api.Get(prompt.Version("0.0.1"))).ETag, (await api.Get(prompt.Version("0.0.1"))).Text));
        Assert.Equal((tag, audit), (await prompt.ETag(), (await prompt.Audit()).Count));
    }

    [Fact]
    public async Task Any_version_can_be_looked_at_and_none_that_is_not_there()
    {
        var prompt = await api.NewPrompt(Note);
        await prompt.CreateLive("one");
        (await prompt.Promote(await prompt.Create("two"), "archived")).ShouldBe(200);
        await prompt.Label("old", "0.0.2");

        foreach (var version in new[] { "0.0.1", "0.0.2", "latest", "production", "old" }) Assert.True((bool?)(await prompt.Validate(version)).ShouldBe(200)["valid"]);
        (await prompt.Validate("9.0.0")).ShouldBeProblem(404, "unknown-version");
        (await prompt.Validate("nowhere")).ShouldBeProblem(404, "unknown-label");
        (await api.Post($"/prompts/{ApiClient.UniqueName()}/versions/latest/validate")).ShouldBeProblem(404, "unknown-prompt");
        (await api.Post($"{prompt.Version("0.0.1")}/validate", new { unknown = 1 })).ShouldBeInvalid("unknown");
        (await api.Send(HttpMethod.Post, $"{prompt.Version("0.0.1")}/validate", ApiClient.Body("{}", "text/plain"))).ShouldBeProblem(415, "unsupported-media-type");
    }

    [Theory]
    [InlineData("-----BEGIN RSA " + "PRIVATE KEY-----")]
    [InlineData("-----BEGIN " + "PRIVATE KEY-----")]
    [InlineData("sk-" + "abcdefghijklmnopqrstuvwx0123456789")]
    [InlineData("sk-proj-" + "abcdefghijklmnopqrstuvwx0123456789")]
    [InlineData("AccountKey=" + "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFGHIJKLMNOP==")]
    [InlineData("?sig=" + "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFGHIJKLMNOP%3D")]
    [InlineData("AKIA" + "ABCDEFGHIJKLMNOP")]
    [InlineData("ghp_" + "abcdefghijklmnopqrstuvwxyz0123456789")]
    [InlineData("AIza" + "abcdefghijklmnopqrstuvwxyz012345678")]
    [InlineData("xoxb-" + "1234567890-abcdefghij")]
    [InlineData("eyJ" + "hbGciOiJIUzI1NiJ9.eyJ" + "zdWIiOiIxMjM0NTY3ODkwIn0.abcdefghijklmnop")]
    [InlineData("Server=tcp:db;Database=app;User Id=app;Password=" + "hunter2222")]
    [InlineData("postgres://app:" + "hunter2222@db.example/app")]
    public async Task A_secret_is_found_and_never_repeated(string secret)
    {
        var prompt = await api.NewPrompt(Note);
        await prompt.Create($"one\nUse: {secret} now {{{{a}}}}");

        var report = (await prompt.Validate()).ShouldBe(200);

        Assert.Equal(("secret", 2, 6), Finding(Assert.Single(report["errors"]!.AsArray())));
        Assert.DoesNotContain(secret[^8..], report.Text, StringComparison.Ordinal);
        var refused = (await prompt.Promote("0.0.1", "testing", new { })).ShouldBeProblem(422, "validation-failed");
        Assert.DoesNotContain(secret[^8..], refused.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_only_resembles_a_secret_passes()
    {
        var prompt = await api.NewPrompt(Note);
        await prompt.Create("sk-short AKIAshort https://{{user}}:{{password}}@example.com Password={{password}} https://example.com/a?b=c:d@e task-abcdefghijklmnopqrstuvwxyz");

        Assert.Equal("[]", (await prompt.Validate()).ShouldBe(200)["errors"]!.ToJsonString());
    }

    [Fact]
    public async Task Declared_variables_are_those_that_are_used()
    {
        var prompt = await api.NewPrompt(Note);
        await prompt.Create("\n{{a}} {{b}}", new { metadata = new { variables = new[] { "a", "c" } } });
        await prompt.Create("\n{{a}} {{b}}", new { metadata = new { variables = new { a = "first", c = "third" } } });
        await prompt.Create("\n{{a}} {{b}}", new { metadata = new { variables = new[] { "b", "a" } } });

        foreach (var version in new[] { "0.0.1", "0.0.2" })
        {
            var report = (await prompt.Validate(version)).ShouldBe(200);
            var (error, warning) = (Assert.Single(report["errors"]!.AsArray()), Assert.Single(report["warnings"]!.AsArray()));
            Assert.Equal(("undeclared-variable", 1, 1), Finding(error));
            Assert.Contains("'b'", (string?)error!["message"], StringComparison.Ordinal);
            Assert.Equal(("unused-variable", 1, 1), Finding(warning));
            Assert.Contains("'c'", (string?)warning!["message"], StringComparison.Ordinal);
        }
        Assert.Equal("""{"valid":true,"errors":[],"warnings":[],"variables":["a","b"]}""", (await prompt.Validate("0.0.3")).ShouldBe(200).Text);
    }

    [Fact]
    public async Task Callers_of_the_live_version_are_thought_of()
    {
        var prompt = await api.NewPrompt(Note);
        await prompt.CreateLive("{{a}} {{gone}}");
        await prompt.Create("{{a}} {{needed}}");
        await prompt.Create("{{a}} {{gone}} {{#if more}}{{more}}{{/if}}");
        await prompt.Create("{{a}} {{needed}}", new { bump = "major" });

        var report = (await prompt.Validate("0.0.2")).ShouldBe(200);

        Assert.True((bool?)report["valid"]);
        var warning = Assert.Single(report["warnings"]!.AsArray());
        Assert.Equal(("breaking-variables", 1, 1), Finding(warning));
        foreach (var word in new[] { "gone", "needed", "0.0.1" }) Assert.Contains(word, (string?)warning!["message"], StringComparison.Ordinal);
        foreach (var version in new[] { "0.0.1", "0.0.3", "1.0.0" }) Assert.Equal("[]", (await prompt.Validate(version)).ShouldBe(200)["warnings"]!.ToJsonString());
    }

    [Theory]
    [InlineData("text_to_sql", "{{question}}", "schema")]
    [InlineData("report_generation", "x", "data")]
    [InlineData("rag_search", "{{query}}", "context")]
    [InlineData("data_validation", "x", "data")]
    [InlineData("error_handling", "x", "error")]
    public async Task A_known_type_needs_its_variables(string type, string content, string missing)
    {
        var prompt = await api.NewPrompt(new { type });
        await prompt.Create(content);
        await prompt.Create($"{content} {{{{{missing}}}}}");

        var report = (await prompt.Validate("0.0.1")).ShouldBe(200);

        var error = Assert.Single(report["errors"]!.AsArray());
        Assert.Equal(("missing-structure", 1, 1), Finding(error));
        Assert.Contains(missing, (string?)error!["message"], StringComparison.Ordinal);
        Assert.Equal("[]", (await prompt.Validate("0.0.2")).ShouldBe(200)["errors"]!.ToJsonString());
    }

    [Fact]
    public async Task A_dependency_that_is_not_there_is_found_where_it_is_included()
    {
        var prompt = await api.NewPrompt(Note);
        var nowhere = ApiClient.UniqueName();
        await prompt.Create($"one\n  {{{{> {nowhere}}}}}", new { dependencies = new[] { $"{nowhere}@^1.0.0" } });
        await prompt.Create("one\ntwo", new { dependencies = new[] { $"{nowhere}@^1.0.0" } });

        Assert.Equal(("unresolved-dependencies", 2, 3), await OnlyError(prompt, "0.0.1"));
        Assert.Equal(("unresolved-dependencies", 1, 1), await OnlyError(prompt, "0.0.2"));
    }

    [Fact]
    public async Task Prompts_that_include_each_other_are_found()
    {
        var (one, two) = (ApiClient.UniqueName(), ApiClient.UniqueName());
        foreach (var (from, to) in new[] { (one, two), (two, one) })
            (await api.Post($"/prompts/{from}/versions", new { type = "note", content = $"x {{{{> {to}}}}}", dependencies = new[] { $"{to}@^0.0.1" } })).ShouldBe(201);

        var report = (await new ApiPrompt(api, one).Validate()).ShouldBe(200);

        var error = Assert.Single(report["errors"]!.AsArray());
        Assert.Equal(("dependency-cycle", 1, 3), Finding(error));
        Assert.Contains($"{one}@0.0.1 → {two}@0.0.1 → {one}", (string?)error!["message"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_cannot_be_included_is_found()
    {
        var (chat, faulty, prompt) = (await api.NewPrompt(Note), await api.NewPrompt(Note), await api.NewPrompt(Note));
        (await api.Post(chat.Versions, new { messages = new[] { new { role = "user", content = "x" } } })).ShouldBe(201);
        await faulty.Create("{{#if a}}");
        await prompt.Create($"{{{{> {chat.Name}}}}}", new { dependencies = new[] { $"{chat.Name}@^0.0.1" } });
        await prompt.Create($"\n{{{{> {faulty.Name}}}}}", new { dependencies = new[] { $"{faulty.Name}@^0.0.1" } });

        Assert.Equal(("chat-partial", 1, 1), await OnlyError(prompt, "0.0.1"));
        Assert.Equal(("invalid-include", 1, 1), await OnlyError(prompt, "0.0.2"));
    }

    [Fact]
    public async Task What_is_included_can_be_too_large_together()
    {
        var (one, two, prompt) = (await api.NewPrompt(Note), await api.NewPrompt(Note), await api.NewPrompt(Note));
        foreach (var other in new[] { one, two }) await other.Create(new string('x', 600_000));
        await prompt.Create($"{{{{> {one.Name}}}}}\n {{{{> {two.Name}}}}}", new { dependencies = new[] { $"{one.Name}@^0.0.1", $"{two.Name}@^0.0.1" } });

        Assert.Equal(("oversize-content", 2, 2), await OnlyError(prompt, "0.0.1"));
    }

    [Fact]
    public async Task A_template_of_very_many_tags_is_too_complex()
    {
        var prompt = await api.NewPrompt(Note);
        await prompt.Create(string.Concat(Enumerable.Repeat("{{a}}", 2001)));

        Assert.Equal(("too-complex", 1, 10_001), await OnlyError(prompt, "0.0.1"));
    }

    [Fact]
    public async Task Of_a_kind_only_the_first_are_listed()
    {
        var prompt = await api.NewPrompt(Note);
        await prompt.Create(string.Concat(Enumerable.Repeat("\u0001\n", 500)));

        var errors = (await prompt.Validate()).ShouldBe(200)["errors"]!.AsArray();

        Assert.Equal(21, errors.Count);
        Assert.All(errors, error => Assert.Equal("control-character", (string?)error!["code"]));
    }

    [Fact]
    public async Task A_text_that_changes_its_direction_is_pointed_out()
    {
        var prompt = await api.NewPrompt(Note);
        await prompt.Create("one\na\u202Eb");

        var report = (await prompt.Validate()).ShouldBe(200);

        Assert.True((bool?)report["valid"]);
        Assert.Equal(("direction-control", 2, 2), Finding(Assert.Single(report["warnings"]!.AsArray())));
    }

    [Fact]
    public async Task A_chats_lines_are_those_of_its_comparison()
    {
        var prompt = await api.NewPrompt(Note);
        await Chat(("system", "S {{a}}"), ("user", "{{b}}\nline {{#if}}"), ("system", "late"));
        await Chat(("user", "x"), ("tool", "y"));
        await Chat(("system", "x"), ("assistant", "y"));

        var first = (await prompt.Validate("0.0.1")).ShouldBe(200);
        Assert.Equal([("wrong-arguments", 5, 6), ("unclosed-block", 5, 6), ("chat-order", 7, 1)], first["errors"]!.AsArray().Select(Finding));
        Assert.Equal("""["a","b"]""", first["variables"]!.ToJsonString());
        Assert.Equal(("chat-order", 4, 1), await OnlyError(prompt, "0.0.2"));
        var third = (await prompt.Validate("0.0.3")).ShouldBe(200);
        Assert.True((bool?)third["valid"]);
        Assert.Equal(["chat-order", "chat-without-user"], third["warnings"]!.AsArray().Select(warning => (string?)warning!["code"]).Order(StringComparer.Ordinal));

        async Task Chat(params (string Role, string Content)[] messages) =>
            (await api.Post(prompt.Versions, new { messages = messages.Select(message => new { role = message.Role, content = message.Content }) })).ShouldBe(201);
    }

    private static async Task<(string, int, int)> OnlyError(ApiPrompt prompt, string version)
    {
        var report = (await prompt.Validate(version)).ShouldBe(200);
        Assert.False((bool?)report["valid"]);
        return Finding(Assert.Single(report["errors"]!.AsArray()));
    }

    private static (string Code, int Line, int Column) Finding(JsonNode? finding)
    {
        Assert.Equal(["code", "message", "line", "column"], finding!.AsObject().Select(member => member.Key));
        Assert.NotEmpty((string)finding["message"]!);
        return ((string)finding["code"]!, (int)finding["line"]!, (int)finding["column"]!);
    }
}
