using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using PromptFunctions.IntegrationTests.Support;

namespace PromptFunctions.IntegrationTests.Http;

public sealed class VersionTests(ApiFixture fixture) : IClassFixture<ApiFixture>
{
    private readonly ApiClient api = fixture.Api;

    [Fact]
    public async Task A_new_version_has_every_member_of_the_contract()
    {
        var prompt = await api.NewPrompt();
        await prompt.Create("SELECT {{question}} {{schema}}");

        var created = (await api.Post(prompt.Versions, new
        {
            content = "질문: {{question}}\n스키마: {{schema}}",
            author = "data-team",
            description = "한국어",
            changeLog = new[] { "번역" },
            metadata = new Dictionary<string, object?> { ["Temperature"] = 0.2, ["nested"] = new { A = new[] { 1, 2 } }, ["nothing"] = null },
            dependencies = new[] { "other_prompt@^1.2.0", "another@~0.1.0", "third@2.0.0" },
            tags = new[] { "ko" },
        })).ShouldBe(201);

        Assert.Equal($"/api/prompts/{prompt.Name}/versions/0.0.2", created.Header("Location"));
        Assert.Equal(
            ["id", "prompt", "version", "branch", "parent", "status", "format", "content", "contentHash", "variables", "author", "description", "changeLog", "metadata", "dependencies", "tags", "createdAt", "updatedAt", "statusHistory", "warnings"],
            created.Json.AsObject().Select(member => member.Key));
        Assert.Equal($"{prompt.Name}@0.0.2", (string?)created["id"]);
        Assert.Equal(prompt.Name, (string?)created["prompt"]);
        Assert.Equal("0.0.2", (string?)created["version"]);
        Assert.Equal("main", (string?)created["branch"]);
        Assert.Equal("0.0.1", (string?)created["parent"]);
        Assert.Equal("draft", (string?)created["status"]);
        Assert.Equal("text", (string?)created["format"]);
        Assert.Equal(HashOf("질문: {{question}}\n스키마: {{schema}}"), (string?)created["contentHash"]);
        Assert.Equal("""["question","schema"]""", created["variables"]!.ToJsonString());
        Assert.Equal("data-team", (string?)created["author"]);
        Assert.Equal("""["번역"]""", created["changeLog"]!.ToJsonString(ApiClient.Json));
        Assert.Equal("""{"Temperature":0.2,"nested":{"A":[1,2]},"nothing":null}""", created["metadata"]!.ToJsonString());
        Assert.Equal("""["other_prompt@^1.2.0","another@~0.1.0","third@2.0.0"]""", created["dependencies"]!.ToJsonString(ApiClient.Json));
        Assert.Equal("""["ko"]""", created["tags"]!.ToJsonString());
        Assert.EndsWith("Z", (string?)created["createdAt"], StringComparison.Ordinal);
        Assert.Equal((string?)created["createdAt"], (string?)created["updatedAt"]);
        var step = Assert.Single(created["statusHistory"]!.AsArray())!;
        Assert.Equal(("draft", "data-team", null), ((string?)step["status"], (string?)step["by"], (string?)step["reason"]));
        Assert.Equal("[]", created["warnings"]!.ToJsonString());

        var read = (await api.Get(created.Header("Location")!["/api".Length..])).ShouldBe(200);
        Assert.Equal(created.ETag, read.ETag);
        created.Json.AsObject().Remove("warnings");
        Assert.Equal(created.Json.ToJsonString(), read.Json.ToJsonString());
    }

    [Fact]
    public async Task A_version_without_its_content_has_the_same_tag()
    {
        var prompt = await api.NewPrompt();
        var version = await prompt.Create("one");

        var with = await api.Get(prompt.Version(version));
        var without = (await api.Get($"{prompt.Version(version)}?content=false")).ShouldBe(200);

        Assert.Equal("one", (string?)with["content"]);
        Assert.False(without.Json.AsObject().ContainsKey("content"));
        Assert.Equal(with.ETag, without.ETag);
        Assert.Equal((string?)with["contentHash"], (string?)without["contentHash"]);
        Assert.Equal(with.Text, (await api.Get($"{prompt.Version(version)}?content=true")).Text);
        (await api.Get($"{prompt.Version(version)}?content=no")).ShouldBeInvalid("content");
    }

    [Fact]
    public async Task Bumps_count_from_the_highest_main_version()
    {
        var prompt = await api.NewPrompt();

        Assert.Equal("0.0.1", await prompt.Create("1"));
        Assert.Equal("0.0.2", await prompt.Create("2", new { bump = "patch" }));
        Assert.Equal("0.1.0", await prompt.Create("3", new { bump = "minor" }));
        Assert.Equal("1.0.0", await prompt.Create("4", new { bump = "major" }));
        Assert.Equal("2.0.0-rc.1", await prompt.Create("5", new { version = "2.0.0-rc.1" }));
        Assert.Equal("2.0.0", await prompt.Create("6", new { bump = "minor" }));
        await prompt.Promote("2.0.0", "archived");
        Assert.Equal("2.0.1", await prompt.Create("7"));
        Assert.Equal("1.5.0", await prompt.Create("8", new { version = "1.5.0" }));
        Assert.Equal("2.0.2", await prompt.Create("9"));
    }

    [Theory]
    [InlineData("patch", "0.0.1")]
    [InlineData("minor", "0.1.0")]
    [InlineData("major", "1.0.0")]
    public async Task The_first_version_bumps_zero(string bump, string version)
    {
        var prompt = await api.NewPrompt();

        Assert.Equal(version, await prompt.Create("1", new { bump }));
    }

    [Fact]
    public async Task A_version_that_exists_is_refused()
    {
        var prompt = await api.NewPrompt();
        await prompt.Create("one", new { version = "1.0.0-RC.1" });

        (await api.Post(prompt.Versions, new { content = "two", version = "1.0.0-RC.1" })).ShouldBeProblem(409, "version-exists");
        (await api.Post(prompt.Versions, new { content = "two", version = "1.0.0-rc.1" })).ShouldBeProblem(409, "version-exists");
        Assert.Single((await api.Get(prompt.Versions)).Items);
    }

    [Theory]
    [InlineData("1.0")]
    [InlineData("01.0.0")]
    [InlineData("1.0.0+build")]
    [InlineData("v1.0.0")]
    [InlineData("1.0.0-01")]
    [InlineData("1.0.0-")]
    [InlineData(" 1.0.0")]
    [InlineData("latest")]
    [InlineData("production")]
    [InlineData("")]
    public async Task Bodies_take_exact_versions_only(string version)
    {
        var prompt = await api.NewPrompt();
        await prompt.Create("one");

        (await api.Post(prompt.Versions, new { content = "x", version })).ShouldBeInvalid("version");
        (await api.Put($"{prompt.Path}/labels/a", new { version })).ShouldBeInvalid("version");
        (await api.Post($"{prompt.Path}/branches", new { branch = "a", from = version })).ShouldBeInvalid("from");
    }

    [Theory]
    [InlineData("""{"content":"x","bump":"minor","version":"1.0.0"}""", "bump")]
    [InlineData("""{"content":"x","bump":"huge"}""", "bump")]
    [InlineData("""{"content":"x","bump":"Minor"}""", "bump")]
    [InlineData("""{"description":"no content"}""", "content")]
    [InlineData("""{}""", "content")]
    [InlineData("""{"content":""}""", "content")]
    [InlineData("""{"messages":[]}""", "messages")]
    [InlineData("""{"messages":[{"role":"user","content":""}]}""", "messages[0].content")]
    [InlineData("""{"messages":[{"role":"user","content":"a"},{"role":"user"}]}""", "messages[1]")]
    [InlineData("""{"messages":[{"role":"robot","content":"a"}]}""", "messages[0].role")]
    [InlineData("""{"content":"x","dependencies":["nothing"]}""", "dependencies[0]")]
    [InlineData("""{"content":"x","dependencies":["a@>=1.0.0"]}""", "dependencies[0]")]
    [InlineData("""{"content":"x","dependencies":["a@1.0.0","a@^1.0"]}""", "dependencies[1]")]
    [InlineData("""{"content":"x","tags":[""]}""", "tags[0]")]
    [InlineData("""{"content":"x","changeLog":[null]}""", "changeLog[0]")]
    [InlineData("""{"content":"x","branch":"Not A Branch"}""", "branch")]
    [InlineData("""{"content":"x","metadata":[]}""", "metadata")]
    public async Task Wrong_members_are_named(string body, string member)
    {
        var prompt = await api.NewPrompt();

        (await api.Post(prompt.Versions, body)).ShouldBeInvalid(member);
    }

    [Fact]
    public async Task Content_and_messages_do_not_go_together()
    {
        var prompt = await api.NewPrompt();

        (await api.Post(prompt.Versions, new { content = "x", messages = new[] { new { role = "user", content = "x" } } })).ShouldBeProblem(400, "invalid-request");
    }

    [Fact]
    public async Task A_prompt_cannot_depend_on_itself()
    {
        var prompt = await api.NewPrompt();

        (await api.Post(prompt.Versions, new { content = "x", dependencies = new[] { $"{prompt.Name}@^1.0.0" } })).ShouldBeInvalid("dependencies[0]");
    }

    [Fact]
    public async Task A_version_makes_an_unknown_prompt_where_the_type_is_given()
    {
        var name = ApiClient.UniqueName();

        var created = (await api.Post($"/prompts/{name}/versions", new { content = "x", type = "rag_search" })).ShouldBe(201);

        Assert.Equal("0.0.1", (string?)created["version"]);
        Assert.Null(created["parent"]);
        var prompt = await api.Get($"/prompts/{name}");
        Assert.Equal("rag_search", (string?)prompt["type"]);
        Assert.Equal("text", (string?)prompt["format"]);
        Assert.Equal("0.0.1", (string?)prompt["latest"]);
        (await api.Post($"/prompts/{name}/versions", new { content = "y", type = "rag_search" })).ShouldBe(201);
    }

    [Fact]
    public async Task An_unknown_branch_is_404_and_makes_nothing()
    {
        var prompt = await api.NewPrompt();
        var unknown = ApiClient.UniqueName();

        (await api.Post(prompt.Versions, new { content = "x", branch = "nowhere" })).ShouldBeProblem(404, "unknown-branch");
        (await api.Get($"{prompt.Versions}?branch=nowhere")).ShouldBeProblem(404, "unknown-branch");
        (await api.Post($"/prompts/{unknown}/versions", new { content = "x", type = "rag_search", branch = "nowhere" })).ShouldBeProblem(404, "unknown-branch");
        (await api.Get($"/prompts/{unknown}")).ShouldBeProblem(404, "unknown-prompt");
    }

    [Fact]
    public async Task History_is_highest_version_first_without_bodies()
    {
        var prompt = await api.NewPrompt();
        foreach (var version in new[] { "1.0.0", "1.0.0-rc.2", "1.0.0-rc.10", "0.9.0", "10.0.0", "2.0.0", "1.0.0-alpha", "1.0.0-rc.2.x" })
            await prompt.Create(version, new { version });

        var listed = await api.All(prompt.Versions, 3);

        Assert.Equal(["10.0.0", "2.0.0", "1.0.0", "1.0.0-rc.10", "1.0.0-rc.2.x", "1.0.0-rc.2", "1.0.0-alpha", "0.9.0"], listed.Select(item => (string?)item["version"]));
        Assert.All(listed, item => Assert.False(item.AsObject().ContainsKey("content")));
        Assert.Equal((await api.Get($"{prompt.Version("2.0.0")}?content=false")).Text, listed[1].ToJsonString(ApiClient.Json));
    }

    [Fact]
    public async Task History_is_filtered_by_status_branch_and_tag_with_full_pages()
    {
        var prompt = await api.NewPrompt();
        for (var i = 1; i <= 9; i++) await prompt.Create($"{i}", new { tags = i % 3 == 0 ? new[] { "third", "세번째" } : [] });
        await prompt.Promote("0.0.2", "testing");
        await prompt.Promote("0.0.6", "testing");
        await prompt.Branch("side", "0.0.9");
        var branched = await prompt.Create("b", new { branch = "side", tags = new[] { "third" } });

        Assert.Equal(["0.0.6", "0.0.2"], (await api.All($"{prompt.Versions}?status=testing", 1)).Select(item => (string?)item["version"]));
        Assert.Equal([branched, "0.0.9", "0.0.6", "0.0.3"], (await api.All($"{prompt.Versions}?tag=third", 2)).Select(item => (string?)item["version"]));
        Assert.Equal([branched], (await api.Get($"{prompt.Versions}?branch=side")).Each("version"));
        Assert.Equal(9, (await api.Get($"{prompt.Versions}?branch=main")).Items.Count);
        Assert.Equal(["0.0.6"], (await api.Get($"{prompt.Versions}?status=testing&tag=%EC%84%B8%EB%B2%88%EC%A7%B8")).Each("version"));
        (await api.Get($"{prompt.Versions}?status=live")).ShouldBeInvalid("status");
        (await api.Get($"{prompt.Versions}?status=Draft")).ShouldBeInvalid("status");
    }

    [Fact]
    public async Task A_path_takes_a_version_latest_production_or_a_label()
    {
        var prompt = await api.NewPrompt();
        var live = await prompt.CreateLive("one");
        var latest = await prompt.Create("two");
        await prompt.Label("stable", live);

        Assert.Equal(latest, (string?)(await api.Get(prompt.Version("latest"))).ShouldBe(200)["version"]);
        Assert.Equal(live, (string?)(await api.Get(prompt.Version("production"))).ShouldBe(200)["version"]);
        Assert.Equal(live, (string?)(await api.Get(prompt.Version("stable"))).ShouldBe(200)["version"]);
        Assert.Equal(live, (string?)(await api.Get(prompt.Version(live))).ShouldBe(200)["version"]);
        (await api.Get(prompt.Version("9.9.9"))).ShouldBeProblem(404, "unknown-version");
        (await api.Get(prompt.Version("1.0"))).ShouldBeProblem(404, "unknown-label");
        (await api.Get(prompt.Version("nowhere"))).ShouldBeProblem(404, "unknown-label");
        (await api.Get(prompt.Version("NOT-A-LABEL"))).ShouldBeInvalid("version");
        (await api.Get(prompt.Version("1.0.0+build"))).ShouldBeInvalid("version");
    }

    [Fact]
    public async Task Latest_is_the_highest_on_main_whatever_its_status()
    {
        var prompt = await api.NewPrompt();
        (await api.Get(prompt.Version("latest"))).ShouldBeProblem(404, "unknown-version");
        (await api.Get(prompt.Version("production"))).ShouldBeProblem(404, "no-live-version");
        await prompt.Create("one", new { version = "2.0.0" });
        await prompt.Create("two", new { version = "1.0.0" });
        await prompt.Branch("side", "2.0.0");
        await prompt.Create("three", new { branch = "side" });
        await prompt.Promote("2.0.0", "archived");

        Assert.Equal("2.0.0", (string?)(await api.Get(prompt.Version("latest")))["version"]);
        Assert.Equal("2.0.0", (string?)(await prompt.Get())["latest"]);
    }

    [Fact]
    public async Task A_patch_changes_texts_and_appends_to_the_change_log()
    {
        var prompt = await api.NewPrompt();
        var version = await prompt.Create("one", new { description = "old", tags = new[] { "a" }, metadata = new { A = 1 }, changeLog = new[] { "first" } });
        await prompt.Promote(version, "testing", "production");

        var patched = (await api.Patch(prompt.Version("production"), new { tags = new[] { "b" }, metadata = new { B = 2 }, changeLog = new[] { "second", "third" } })).ShouldBe(200);

        Assert.Equal("old", (string?)patched["description"]);
        Assert.Equal("""["b"]""", patched["tags"]!.ToJsonString());
        Assert.Equal("""{"B":2}""", patched["metadata"]!.ToJsonString());
        Assert.Equal("""["first","second","third"]""", patched["changeLog"]!.ToJsonString());
        Assert.Equal("production", (string?)patched["status"]);
        var read = await api.Get(prompt.Version(version));
        Assert.Equal(patched.Text, read.Text);
        Assert.Equal(patched.ETag, read.ETag);
    }

    [Fact]
    public async Task A_patch_does_not_take_what_cannot_change()
    {
        var prompt = await api.NewPrompt();
        var version = await prompt.Create("one");

        foreach (var member in new[] { "id", "version", "status", "branch", "parent", "createdAt", "dependencies", "contentHash", "prompt" })
            (await api.Patch(prompt.Version(version), new JsonObject { [member] = "x" })).ShouldBeInvalid(member);
    }

    [Fact]
    public async Task Content_changes_in_a_draft_only()
    {
        var prompt = await api.NewPrompt();
        var version = await prompt.Create("one {{a}}");

        var patched = (await api.Patch(prompt.Version(version), new { content = "two {{b}}" })).ShouldBe(200);
        Assert.Equal("two {{b}}", (string?)patched["content"]);
        Assert.Equal(HashOf("two {{b}}"), (string?)patched["contentHash"]);
        Assert.Equal("""["b"]""", patched["variables"]!.ToJsonString());

        await prompt.Promote(version, "testing");
        (await api.Patch(prompt.Version(version), new { content = "three" })).ShouldBeProblem(409, "version-immutable");
        await prompt.Promote(version, "draft");
        (await api.Patch(prompt.Version(version), new { content = "three" })).ShouldBe(200);
        await prompt.Promote(version, "testing", "production");
        (await api.Patch(prompt.Version(version), new { content = "four" })).ShouldBeProblem(409, "version-immutable");
        await prompt.Promote(version, "deprecated");
        (await api.Patch(prompt.Version(version), new { content = "four" })).ShouldBeProblem(409, "version-immutable");
        await prompt.Promote(version, "archived");
        (await api.Patch(prompt.Version(version), new { content = "four" })).ShouldBeProblem(409, "version-immutable");
        Assert.Equal("three", (string?)(await api.Get(prompt.Version(version)))["content"]);
    }

    [Fact]
    public async Task A_draft_keeps_its_format()
    {
        var prompt = await api.NewPrompt();
        var version = await prompt.Create("one");

        (await api.Patch(prompt.Version(version), new { messages = new[] { new { role = "user", content = "x" } } })).ShouldBeProblem(409, "format-fixed");
        (await api.Patch(prompt.Version(version), new { content = "" })).ShouldBeInvalid("content");
    }

    [Fact]
    public async Task A_patch_that_changes_nothing_is_not_recorded()
    {
        var prompt = await api.NewPrompt();
        var version = await prompt.Create("one", new { description = "d" });
        var before = await api.Get(prompt.Version(version));

        var patched = (await api.Patch(prompt.Version(version), new { content = "one", description = "d", changeLog = Array.Empty<string>() })).ShouldBe(200);

        Assert.Equal(before.Text, patched.Text);
        Assert.DoesNotContain("version.updated", await prompt.Actions());
    }

    [Fact]
    public async Task A_patch_of_what_is_not_there_is_404()
    {
        var prompt = await api.NewPrompt();
        await prompt.Create("one");

        (await api.Patch(prompt.Version("9.0.0"), new { description = "x" })).ShouldBeProblem(404, "unknown-version");
        (await api.Patch(prompt.Version("nowhere"), new { description = "x" })).ShouldBeProblem(404, "unknown-label");
        (await api.Patch(prompt.Version("production"), new { description = "x" })).ShouldBeProblem(404, "no-live-version");
    }

    [Fact]
    public async Task A_change_of_variables_that_breaks_callers_is_warned_of()
    {
        var prompt = await api.NewPrompt();
        await prompt.Create("{{question}} {{#if hint}}{{hint}}{{/if}}");

        var removed = (await api.Post(prompt.Versions, new { content = "{{question}}" })).ShouldBe(201);
        var added = (await api.Post(prompt.Versions, new { content = "{{question}} {{schema}}", bump = "minor" })).ShouldBe(201);
        var optional = (await api.Post(prompt.Versions, new { content = "{{question}} {{schema}} {{#if x}}{{x}}{{/if}}" })).ShouldBe(201);
        var major = (await api.Post(prompt.Versions, new { content = "{{other}}", bump = "major" })).ShouldBe(201);

        Assert.Equal("breaking-variables", (string?)Assert.Single(removed["warnings"]!.AsArray())!["code"]);
        Assert.Equal("breaking-variables", (string?)Assert.Single(added["warnings"]!.AsArray())!["code"]);
        Assert.False(string.IsNullOrEmpty((string?)added["warnings"]![0]!["message"]));
        Assert.Empty(optional["warnings"]!.AsArray());
        Assert.Empty(major["warnings"]!.AsArray());
    }

    [Fact]
    public async Task Strict_versions_refuse_a_change_that_breaks_callers()
    {
        var prompt = await api.NewPrompt(new { settings = new { strictVersions = true } });
        await prompt.Create("{{question}}");

        (await api.Post(prompt.Versions, new { content = "{{schema}}" })).ShouldBeProblem(422, "breaking-variables");
        (await api.Post(prompt.Versions, new { content = "{{schema}}", bump = "minor" })).ShouldBeProblem(422, "breaking-variables");
        Assert.Equal("0.0.2", await prompt.Create("{{question}}?"));
        (await api.Patch(prompt.Version("0.0.2"), new { content = "{{schema}}" })).ShouldBeProblem(422, "breaking-variables");
        Assert.Equal("1.0.0", await prompt.Create("{{schema}}", new { bump = "major" }));
        Assert.Equal("2.0.0", await prompt.Create("{{table}}", new { version = "2.0.0" }));
    }

    [Fact]
    public async Task Chat_goes_end_to_end()
    {
        var name = ApiClient.UniqueName();
        var path = $"/prompts/{name}";
        var messages = new[]
        {
            new { role = "system", content = "당신은 \"SQL\" 전문가\\입니다.\n\t1줄 </s> \u2028" },
            new { role = "developer", content = "Be brief." },
            new { role = "user", content = "{{question}}" },
            new { role = "assistant", content = "{{answer}}" },
            new { role = "tool", content = "{{question}} {{rows}}" },
        };

        var created = (await api.Post($"{path}/versions", new { type = "text_to_sql", messages })).ShouldBe(201);

        Assert.Equal("chat", (string?)created["format"]);
        Assert.False(created.Json.AsObject().ContainsKey("content"));
        Assert.Equal("""["question","answer","rows"]""", created["variables"]!.ToJsonString());
        var canonical = "[" + string.Join(',', messages.Select(message =>
            "{\"content\":\"" + message.content.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal).Replace("\t", "\\t", StringComparison.Ordinal)
            + $"\",\"role\":\"{message.role}\"}}")) + "]";
        Assert.Equal(HashOf(canonical), (string?)created["contentHash"]);

        var read = (await api.Get($"{path}/versions/latest")).ShouldBe(200);
        Assert.Equal(messages.Select(message => (message.role, message.content)), read["messages"]!.AsArray().Select(message => ((string)message!["role"]!, (string)message["content"]!)));
        Assert.Equal("chat", (string?)(await api.Get(path))["format"]);

        (await api.Patch($"{path}/versions/0.0.1", new { messages = messages[..3] })).ShouldBe(200);
        (await api.Post($"{path}/versions/0.0.1/promote", new { status = "testing" })).ShouldBe(200);
        (await api.Post($"{path}/versions/0.0.1/promote", new { status = "production" })).ShouldBe(200);
        var resolved = (await api.Get($"{path}/resolve")).ShouldBe(200);
        Assert.Equal("chat", (string?)resolved["format"]);
        Assert.False(resolved.Json.AsObject().ContainsKey("content"));
        Assert.Equal("{{question}}", (string?)resolved["messages"]![2]!["content"]);
    }

    [Theory]
    [InlineData("first\r\nsecond\r\n")]
    [InlineData("no end")]
    [InlineData("\n\n")]
    [InlineData("\r")]
    [InlineData(" ")]
    [InlineData("\u0000\u0001\u001f\u007f")]
    [InlineData("\uFEFFbom")]
    [InlineData("상권 분석 👩‍👩‍👧 e\u0301 \u2028\u2029 </script>")]
    public async Task Content_comes_back_byte_for_byte(string content)
    {
        var prompt = await api.NewPrompt(new { settings = new { gate = "none" } });

        var version = await prompt.CreateLive(content);

        Assert.Equal(content, (string?)(await api.Get(prompt.Version(version)))["content"]);
        Assert.Equal(content, (string?)(await prompt.Resolve())["content"]);
        Assert.Equal(HashOf(content), (string?)(await prompt.Resolve())["contentHash"]);
    }

    [Fact]
    public async Task The_highest_number_cannot_be_bumped()
    {
        var prompt = await api.NewPrompt();
        await prompt.Create("one", new { version = $"{int.MaxValue}.{int.MaxValue}.{int.MaxValue}" });

        (await api.Post(prompt.Versions, new { content = "two" })).ShouldBeProblem(409, "version-exists");
        (await api.Post(prompt.Versions, new { content = "two", version = "2147483648.0.0" })).ShouldBeInvalid("version");
    }

    private static string HashOf(string text) => $"sha256:{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))}";
}
