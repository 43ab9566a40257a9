using System.Diagnostics;
using PromptFunctions.IntegrationTests.Support;

namespace PromptFunctions.IntegrationTests.Http;

/// <summary>Rendering.</summary>
public sealed class RenderTests(ApiFixture fixture) : IClassFixture<ApiFixture>
{
    private static readonly object Note = new { type = "note" };

    private readonly ApiClient api = fixture.Api;

    [Fact]
    public async Task A_text_is_rendered_with_every_member_of_the_contract()
    {
        var prompt = await api.NewPrompt(Note);
        await prompt.CreateLive("안녕 {{name}}!");

        var rendered = (await prompt.Render(new { subject = "user-1", variables = new { name = "지민" } })).ShouldBe(200);

        Assert.Equal(["prompt", "version", "format", "content", "contentHash", "reason", "assignment", "revision", "stale", "unknownVariables"], rendered.Json.AsObject().Select(member => member.Key));
        Assert.Equal("안녕 지민!", (string?)rendered["content"]);
        var resolved = (await prompt.Resolve("?subject=user-1")).ShouldBe(200);
        foreach (var member in new[] { "prompt", "version", "format", "contentHash", "reason", "assignment", "revision", "stale" })
            Assert.Equal(resolved[member]?.ToJsonString(), rendered[member]?.ToJsonString());
        Assert.Equal("[]", rendered["unknownVariables"]!.ToJsonString());
    }

    [Fact]
    public async Task A_chat_keeps_its_roles_and_their_order()
    {
        var prompt = await api.NewPrompt(Note);
        object[] messages = [new { role = "system", content = "Be {{tone}}." }, new { role = "user", content = "{{question}}" }, new { role = "assistant", content = "{{question}} Well." }, new { role = "user", content = "So?" }];
        (await api.Post(prompt.Versions, new { messages })).ShouldBe(201);

        var rendered = (await prompt.Render(new { version = "0.0.1", variables = new { tone = "kind", question = "Why {{tone}}" } })).ShouldBe(200);

        Assert.Equal("chat", (string?)rendered["format"]);
        Assert.Null(rendered["content"]);
        Assert.Equal(
            """[{"role":"system","content":"Be kind."},{"role":"user","content":"Why {{tone}}"},{"role":"assistant","content":"Why {{tone}} Well."},{"role":"user","content":"So?"}]""",
            rendered["messages"]!.ToJsonString(ApiClient.Json));
    }

    [Theory]
    [InlineData("\"text\"", "text")]
    [InlineData("\"\"", "")]
    [InlineData("0", "0")]
    [InlineData("-1.50", "-1.50")]
    [InlineData("1e3", "1000")]
    [InlineData("12345678901234567890123456789", "12345678901234567890123456789")]
    [InlineData("1e400", "1e400")]
    [InlineData("true", "true")]
    [InlineData("false", "false")]
    [InlineData("{\"a\":[1,\"x\"],\"b\":{}}", "{\"a\":[1,\"x\"],\"b\":{}}")]
    [InlineData("[1,null,\"<b>\"]", "[1,null,\"<b>\"]")]
    public async Task Any_json_is_a_value(string value, string written)
    {
        var prompt = await api.NewPrompt(Note);
        await prompt.Create("<{{value}}>");

        Assert.Equal($"<{written}>", (string?)(await prompt.Render($$$"""{"version":"0.0.1","variables":{"value":{{{value}}}}}""")).ShouldBe(200)["content"]);
    }

    [Fact]
    public async Task What_stands_in_a_value_stays_text()
    {
        var prompt = await api.NewPrompt(Note);
        await prompt.CreateLive("{{a}}|{{{b}}}");
        const string Value = "{{b}} {{{b}}} {{#if b}} {{> other}} \\{{b}} <i>&\"'` ${b} 한글 😀\r\n";

        Assert.Equal($"{Value}|{Value}", (string?)(await prompt.Render(new { variables = new { a = Value, b = Value } })).ShouldBe(200)["content"]);
    }

    [Fact]
    public async Task Lists_objects_and_conditions_are_written_as_handlebars_has_them()
    {
        var prompt = await api.NewPrompt(Note);
        await prompt.CreateLive("{{#each rows}}{{@index}}={{name}};{{/each}}{{#if note}} Note: {{note}}{{else}} none{{/if}} {{user.address.city}}");
        var variables = new { rows = new[] { new { name = "a" }, new { name = "b" } }, user = new { address = new { city = "서울" } } };

        Assert.Equal("0=a;1=b; none 서울", (string?)(await prompt.Render(new { variables })).ShouldBe(200)["content"]);
        Assert.Equal("0=a;1=b; Note: x 서울", (string?)(await prompt.Render(new { variables = new { variables.rows, variables.user, note = "x" } })).ShouldBe(200)["content"]);
    }

    [Theory]
    [InlineData("\\{{a}} {{a}}", "{{a}} x")]
    [InlineData("{{! why }}{{!-- {{nowhere}} --}}{{a}}", "x")]
    [InlineData("  {{~a~}}  |", "x|")]
    [InlineData("{{&a}}{{{a}}}", "xx")]
    [InlineData("{{#unless b}}none{{/unless}}{{^b}} at all{{/b}}", "none at all")]
    [InlineData("{{lookup list 0}}", "p")]
    [InlineData("{{#each list as |item i|}}{{i}}{{item}}{{/each}}", "0p")]
    [InlineData("{{#if b}}b{{else if a}}a{{else}}c{{/if}}", "a")]
    [InlineData("{\"k\": {{a}} } }} { {", "{\"k\": x } }} { {")]
    [InlineData("{{#with user}}{{name}}{{../a}}{{/with}} {{user.[first name]}}", "Kimx K")]
    public async Task Templates_are_handlebars(string content, string rendered)
    {
        var prompt = await api.NewPrompt(Note);
        await prompt.CreateLive(content);
        const string Variables = """{"a":"x","list":["p"],"user":{"name":"Kim","first name":"K"}}""";

        Assert.Equal(rendered, (string?)(await prompt.Render($$$"""{"variables":{{{Variables}}}}""")).ShouldBe(200)["content"]);
    }

    [Fact]
    public async Task All_that_is_missing_is_named_and_null_is_missing_too()
    {
        var prompt = await api.NewPrompt(Note);
        await prompt.CreateLive("{{a}} {{b}} {{c}} {{#if d}}{{d}}{{/if}}");

        var problem = (await prompt.Render(new { variables = new { b = "given", c = (string?)null, d = (string?)null, z = "not-to-be-told", y = 1 } })).ShouldBeProblem(422, "missing-variables");

        Assert.Equal("""["a","c"]""", problem["missing"]!.ToJsonString());
        Assert.Equal("""["z","y"]""", problem["unknownVariables"]!.ToJsonString());
        Assert.DoesNotContain("not-to-be-told", problem.Text, StringComparison.Ordinal);
        Assert.Equal("""["a","b","c"]""", (await prompt.Render()).ShouldBeProblem(422, "missing-variables")["missing"]!.ToJsonString());
        Assert.Equal("1 2 3 ", (string?)(await prompt.Render(new { variables = new { a = 1, b = 2, c = 3 } })).ShouldBe(200)["content"]);
    }

    [Fact]
    public async Task What_is_given_besides_is_ignored_and_named()
    {
        var prompt = await api.NewPrompt(Note);
        await prompt.CreateLive("{{a}} {{#if b}}b{{/if}}");

        var rendered = (await prompt.Render("""{"variables":{"x":1,"a":1,"B":true,"b":true,"y":null}}""")).ShouldBe(200);

        Assert.Equal(("1 b", """["x","B","y"]"""), ((string?)rendered["content"], rendered["unknownVariables"]!.ToJsonString()));
    }

    [Fact]
    public async Task A_version_or_a_label_pins()
    {
        var prompt = await api.NewPrompt(Note);
        await prompt.CreateLive("one {{a}}");
        await prompt.Create("two {{a}}");
        await prompt.Label("next", "0.0.2");
        var variables = new { a = "x" };

        var cases = new (object Body, string Content, string Reason)[]
        {
            (new { variables }, "one x", "live"),
            (new { variables, subject = "" }, "one x", "live"),
            (new { variables, version = "0.0.2" }, "two x", "pinned"),
            (new { variables, version = "0.0.2", subject = "u" }, "two x", "pinned"),
            (new { variables, label = "next" }, "two x", "label"),
        };

        foreach (var (body, content, reason) in cases)
        {
            var rendered = (await prompt.Render(body)).ShouldBe(200);
            Assert.Equal((content, reason, null), ((string?)rendered["content"], (string?)rendered["reason"], (string?)rendered["assignment"]));
        }
    }

    [Fact]
    public async Task What_is_not_there_is_never_replaced_by_something_else()
    {
        var prompt = await api.NewPrompt(Note);
        (await prompt.Render()).ShouldBeProblem(404, "no-live-version");
        await prompt.Create("one");
        (await prompt.Render()).ShouldBeProblem(404, "no-live-version");
        await prompt.Promote("0.0.1", "testing", "production");

        (await prompt.Render(new { version = "9.0.0" })).ShouldBeProblem(404, "unknown-version");
        (await prompt.Render(new { label = "nowhere" })).ShouldBeProblem(404, "unknown-label");
        (await prompt.Render(new { label = "nowhere", version = "0.0.1" })).ShouldBeInvalid("label");
        (await prompt.Render(new { label = "NOT" })).ShouldBeInvalid("label");
        (await prompt.Render(new { subject = new string('x', 1025) })).ShouldBeInvalid("subject");
        (await api.Post($"/prompts/{ApiClient.UniqueName()}/render")).ShouldBeProblem(404, "unknown-prompt");
        Assert.Equal("one", (string?)(await prompt.Render()).ShouldBe(200)["content"]);
    }

    [Theory]
    [InlineData("""{"version":"latest"}""", "version")]
    [InlineData("""{"Variables":{}}""", "Variables")]
    [InlineData("""{"variables":[]}""", "variables")]
    [InlineData("""{"variables":{"a":1,"a":2}}""", "variables.a")]
    [InlineData("""{"variables":{},"variables":{}}""", "variables")]
    [InlineData("""{"subject":1}""", "subject")]
    [InlineData("""{"values":{}}""", "values")]
    public async Task Json_is_strict_and_the_member_is_named(string body, string member)
    {
        var prompt = await api.NewPrompt(Note);
        await prompt.CreateLive("one");

        (await prompt.Render(body)).ShouldBeInvalid(member);
    }

    [Fact]
    public async Task Only_json_is_taken()
    {
        var prompt = await api.NewPrompt(Note);
        await prompt.CreateLive("one");

        foreach (var type in new[] { "text/plain", "application/x-ndjson" })
            (await api.Send(HttpMethod.Post, $"{prompt.Path}/render", ApiClient.Body("{}", type))).ShouldBeProblem(415, "unsupported-media-type");
        foreach (var body in new[] { "not json", "[]", "null", """{"variables":{}""", """{"variables":{"a":NaN}}""" })
            (await prompt.Render(body)).ShouldBeProblem(400, "invalid-request");
        (await api.Post($"{prompt.Path}/render?subject=u", new { })).ShouldBeInvalid("subject");
    }

    [Fact]
    public async Task A_subject_goes_the_way_of_a_running_rollout()
    {
        var prompt = await api.NewPrompt(Note);
        await prompt.CreateLive("one {{a}}");
        var deployment = await prompt.Deploy(await prompt.Create("two {{a}}"), "custom", [new { percentage = 50, hold = "manual" }, new { percentage = 100 }]);
        await deployment.Until(50);

        var sides = await SameAsResolved(prompt);

        Assert.Equal([$"rollout:{deployment.Id}:baseline", $"rollout:{deployment.Id}:candidate"], sides.Order(StringComparer.Ordinal));
        Assert.Equal("one x", (string?)(await prompt.Render(new { version = "0.0.1", subject = "user-1", variables = new { a = "x" } })).ShouldBe(200)["content"]);
    }

    [Fact]
    public async Task A_subject_goes_the_way_of_an_experiment()
    {
        var experiment = await ApiExperiment.Start(api, promptMembers: Note);

        var sides = await SameAsResolved(experiment.Prompt);

        Assert.Equal([experiment.AssignmentOf("control"), experiment.AssignmentOf("treatment")], sides.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_malformed_template_is_not_rendered()
    {
        var prompt = await api.NewPrompt(Note);
        await prompt.Create("{{#if a}}never closed");

        var problem = (await prompt.Render(new { version = "0.0.1", variables = new { a = 1 } })).ShouldBeProblem(422, "validation-failed");

        Assert.Contains($"{prompt.Name}@0.0.1", (string?)problem["detail"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_partial_follows_the_other_prompts_live_version_within_the_range()
    {
        var other = await api.NewPrompt(Note);
        await other.Create("Be {{tone}}.", new { version = "1.0.0" });
        await other.Promote("1.0.0", "testing", "production");
        await other.Create("Be very {{tone}}!", new { version = "1.1.0" });
        await other.Create("Two.", new { version = "2.0.0" });
        var prompt = await api.NewPrompt(Note);
        await prompt.Create($"{{{{a}}}} {{{{> {other.Name}}}}}", new { dependencies = new[] { $"{other.Name}@^1.0.0" } });
        await prompt.Promote("0.0.1", "testing", "production");

        async Task<string?> Rendered() => (string?)(await prompt.Render(new { variables = new { a = "Hello.", tone = "kind" } })).ShouldBe(200)["content"];

        Assert.Equal("Hello. Be kind.", await Rendered());
        Assert.Equal("""["a","tone"]""", (await prompt.Render()).ShouldBeProblem(422, "missing-variables")["missing"]!.ToJsonString());
        await other.Promote("1.1.0", "testing", "production");
        Assert.Equal("Hello. Be very kind!", await Rendered());
        (await api.Post($"{other.Path}/rollback")).ShouldBe(200);
        Assert.Equal("Hello. Be kind.", await Rendered());
        await other.Promote("2.0.0", "testing", "production");
        Assert.NotEqual("Hello. Two.", await Rendered());
    }

    [Fact]
    public async Task A_partial_can_be_given_its_values()
    {
        var other = await api.NewPrompt(Note);
        await other.Create("Be {{tone}} to {{who}}.", new { version = "1.0.0" });
        var prompt = await api.NewPrompt(Note);
        await prompt.Create($"{{{{> {other.Name} tone=\"warm\" who=customer.name}}}}", new { dependencies = new[] { $"{other.Name}@1.0.0" } });

        Assert.Equal("Be warm to Kim.", (string?)(await prompt.Render(new { version = "0.0.1", variables = new { customer = new { name = "Kim" } } })).ShouldBe(200)["content"]);
    }

    [Fact]
    public async Task Prompts_that_include_each_other_are_named()
    {
        var (one, two) = (ApiClient.UniqueName(), ApiClient.UniqueName());
        foreach (var (from, to) in new[] { (one, two), (two, one) })
            (await api.Post($"/prompts/{from}/versions", new { type = "note", content = $"{{{{> {to}}}}}", dependencies = new[] { $"{to}@^0.0.1" } })).ShouldBe(201);

        var problem = (await new ApiPrompt(api, one).Render(new { version = "0.0.1" })).ShouldBeProblem(422, "unresolved-dependencies");

        Assert.Contains($"{one}@0.0.1 → {two}@0.0.1 → {one}", (string?)problem["detail"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_cannot_be_included_is_named()
    {
        var (chat, prompt, nowhere) = (await api.NewPrompt(Note), await api.NewPrompt(Note), ApiClient.UniqueName());
        (await api.Post(chat.Versions, new { messages = new[] { new { role = "user", content = "x" } } })).ShouldBe(201);
        await prompt.Create($"{{{{> {nowhere}}}}}", new { dependencies = new[] { $"{nowhere}@^1.0.0" } });
        await prompt.Create($"{{{{> {chat.Name}}}}}", new { dependencies = new[] { $"{chat.Name}@^0.0.1" } });
        await prompt.Create($"{{{{> {chat.Name}}}}}");

        Assert.Contains(nowhere, (string?)(await prompt.Render(new { version = "0.0.1" })).ShouldBeProblem(422, "unresolved-dependencies")["detail"], StringComparison.Ordinal);
        Assert.Contains(chat.Name, (string?)(await prompt.Render(new { version = "0.0.2" })).ShouldBeProblem(422, "unresolved-dependencies")["detail"], StringComparison.Ordinal);
        Assert.Contains(chat.Name, (string?)(await prompt.Render(new { version = "0.0.3" })).ShouldBeProblem(422, "validation-failed")["detail"], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{{a}}{{a}}{{a}}{{a}}{{a}}")]
    [InlineData("{{#each rows}}{{#each @root.rows}}{{#each @root.rows}}x{{/each}}{{/each}}{{/each}}")]
    [InlineData("{{#each rows}}{{#each @root.rows}}{{#each @root.rows}}{{/each}}{{/each}}{{/each}}")]
    [InlineData("{{#each rows}}{{#each @root.rows}}{{@root.a}}{{/each}}{{/each}}")]
    public async Task What_would_be_too_much_is_refused_quickly(string content)
    {
        var prompt = await api.NewPrompt(Note);
        await prompt.CreateLive(content);
        var watch = Stopwatch.StartNew();

        (await prompt.Render(new { variables = new { a = new string('x', 1_000_000), rows = Enumerable.Range(0, 200) } })).ShouldBeProblem(413, "too-large");

        Assert.InRange(watch.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(15));
    }

    /// <summary>Renders for some subjects, sees that each gets what it is told to use, and gives their assignments.</summary>
    private static async Task<IEnumerable<string?>> SameAsResolved(ApiPrompt prompt)
    {
        var assignments = new HashSet<string?>();
        for (var i = 0; i < 20; i++)
        {
            var resolved = (await prompt.Resolve($"?subject=user-{i}")).ShouldBe(200);
            foreach (var _ in new[] { 1, 2 })
            {
                var rendered = (await prompt.Render(new { subject = $"user-{i}", variables = new { a = "x" } })).ShouldBe(200);
                foreach (var member in new[] { "version", "reason", "assignment", "contentHash", "revision" }) Assert.Equal(resolved[member]?.ToJsonString(), rendered[member]?.ToJsonString());
                Assert.Equal(((string)resolved["content"]!).Replace("{{a}}", "x", StringComparison.Ordinal), (string?)rendered["content"]);
            }
            assignments.Add((string?)resolved["assignment"]);
        }
        return assignments;
    }
}
