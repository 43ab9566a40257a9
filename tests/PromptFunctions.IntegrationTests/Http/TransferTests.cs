using System.Text.Json.Nodes;
using PromptFunctions.IntegrationTests.Support;

namespace PromptFunctions.IntegrationTests.Http;

/// <summary>Export and import.</summary>
public sealed class TransferTests(ApiFixture fixture) : IClassFixture<ApiFixture>
{
    private readonly ApiClient api = fixture.Api;

    [Fact]
    public async Task An_export_has_all_of_a_prompt()
    {
        var prompt = await FullPrompt();

        var export = await prompt.Export();

        Assert.Equal(prompt.Name, (string?)export["prompt"]!["name"]);
        Assert.Equal("한국어 설명", (string?)export["prompt"]!["description"]);
        Assert.Equal("minimize", (string?)export["prompt"]!["metrics"]!["latency"]!["goal"]);
        Assert.Equal("""{"next":"1.0.0","stable":"0.0.1"}""", export["labels"]!.ToJsonString());
        Assert.Equal("side", (string?)Assert.Single(export["branches"]!.AsArray())!["branch"]);
        Assert.True((bool?)export["settings"]!["protected"]);
        Assert.Equal("[]", export["tests"]!.ToJsonString());
        Assert.Equal(["1.0.0", "0.0.3-side.2", "0.0.2", "0.0.2-side.1", "0.0.1"], export["versions"]!.AsArray().Select(version => (string?)version!["version"]));
        foreach (var version in export["versions"]!.AsArray())
        {
            var shown = (await api.Get(prompt.Version((string)version!["version"]!))).Json.AsObject();
            Assert.All(shown, member => Assert.Equal(member.Value?.ToJsonString(), version[member.Key]?.ToJsonString()));
        }
    }

    [Fact]
    public async Task An_export_imported_into_another_account_gives_the_same_export_and_goes_on_alike()
    {
        var elsewhere = await ApiFixture.Elsewhere();
        var prompt = await FullPrompt();
        var export = await prompt.Get("/export");

        Assert.Equal("""{"created":5,"unchanged":0}""", (await elsewhere.Post("/import", export.Bytes)).ShouldBe(200).Text);

        var there = new ApiPrompt(elsewhere, prompt.Name);
        Assert.Equal(export.Text, (await there.Get("/export")).Text);
        foreach (var below in new[] { "", "/labels", "/branches", "/versions", "/versions/0.0.1", "/compare?from=0.0.1&to=latest" })
            Assert.Equal((await prompt.Get(below)).Text, (await there.Get(below)).ShouldBe(200).Text);
        Assert.Equal((string?)(await prompt.Resolve())["content"], (string?)(await there.Resolve())["content"]);
        foreach (var one in new[] { prompt, there })
        {
            Assert.Equal("1.0.1", await one.Create("next {{a}}"));
            Assert.Equal("0.0.3-side.3", await one.Create("branched {{a}}", new { branch = "side" }));
            await one.Promote("0.0.1", "production");
            Assert.Equal("deprecated", (string?)(await one.Get("/versions/0.0.2"))["status"]);
        }
        Assert.Equal("""{"created":0,"unchanged":5}""", (await elsewhere.Post("/import", export.Bytes)).ShouldBe(200).Text);
    }

    [Fact]
    public async Task An_import_can_be_repeated_and_then_changes_nothing()
    {
        var prompt = await FullPrompt();
        var export = (await prompt.Get("/export")).Bytes;
        var (tag, audit) = (await prompt.ETag(), (await prompt.Audit()).Count);

        Assert.Equal("""{"created":0,"unchanged":5}""", (await api.Post("/import", export)).ShouldBe(200).Text);

        Assert.Equal(tag, await prompt.ETag());
        Assert.Equal(audit, (await prompt.Audit()).Count);
        Assert.Equal(export, (await prompt.Get("/export")).Bytes);
    }

    [Fact]
    public async Task A_prompt_can_be_imported_under_another_name()
    {
        var prompt = await FullPrompt();
        var export = await prompt.Export();
        var copy = new ApiPrompt(api, ApiClient.UniqueName());
        export["prompt"]!["name"] = copy.Name;

        (await api.Post("/import", export, ("X-Author", "kim"))).ShouldBe(200);

        Assert.Equal(
            (await prompt.Export()).ToJsonString(ApiClient.Json).Replace(prompt.Name, copy.Name, StringComparison.Ordinal),
            (await copy.Export()).ToJsonString(ApiClient.Json));
        var entry = Assert.Single(await copy.Audit());
        Assert.Equal(("imported", "kim"), ((string?)entry["action"], (string?)entry["by"]));
    }

    [Fact]
    public async Task What_is_missing_is_added_and_what_exists_stays()
    {
        var prompt = await api.NewPrompt();
        await prompt.CreateLive("one");
        await prompt.Label("stable", "0.0.1");
        var before = (await api.Get(prompt.Version("0.0.1"))).Text;

        var result = (await api.Post("/import", new
        {
            prompt = new { name = prompt.Name, description = "not taken over" },
            labels = new { stable = "0.0.2", next = "0.0.2" },
            versions = new object[]
            {
                new { version = "0.0.1", content = "one", status = "draft", description = "not taken over" },
                new { version = "0.0.2", content = "two", status = "production" },
            },
        })).ShouldBe(200);

        Assert.Equal("""{"created":1,"unchanged":1}""", result.Text);
        Assert.Equal(before, (await api.Get(prompt.Version("0.0.1"))).Text);
        Assert.Equal("deprecated", (string?)(await api.Get(prompt.Version("0.0.2")))["status"]);
        Assert.Equal("""{"next":"0.0.2","stable":"0.0.1"}""", (await prompt.Get())["labels"]!.ToJsonString());
        Assert.Equal("0.0.1", (string?)(await prompt.Get())["live"]);
        Assert.Equal("0.0.3", await prompt.Create("three"));
    }

    [Fact]
    public async Task Other_content_is_a_conflict_and_nothing_is_imported()
    {
        var prompt = await api.NewPrompt();
        await prompt.Create("one");
        var tag = await prompt.ETag();

        var problem = (await api.Post("/import", new
        {
            prompt = new { name = prompt.Name },
            labels = new { a = "0.0.2" },
            versions = new[] { new { version = "0.0.2", content = "new" }, new { version = "0.0.1", content = "other" } },
        })).ShouldBeProblem(409, "import-conflict");

        Assert.Contains("0.0.1", (string?)problem["detail"], StringComparison.Ordinal);
        Assert.Equal(tag, await prompt.ETag());
        Assert.Single((await api.Get(prompt.Versions)).Items);
    }

    [Theory]
    [InlineData("""{}""", "prompt")]
    [InlineData("""{"prompt":{"name":"NO","type":"rag_search"}}""", "prompt.name")]
    [InlineData("""{"prompt":{"name":"$"}}""", "prompt.type")]
    [InlineData("""{"prompt":{"name":"$","type":"rag_search"},"unknown":1}""", "unknown")]
    [InlineData("""{"prompt":{"name":"$","type":"rag_search"},"versions":[{"content":"x"}]}""", "versions[0].version")]
    [InlineData("""{"prompt":{"name":"$","type":"rag_search"},"versions":[{"version":"1.0.0"}]}""", "versions[0].content")]
    [InlineData("""{"prompt":{"name":"$","type":"rag_search"},"versions":[{"version":"1.0.0","content":""}]}""", "versions[0].content")]
    [InlineData("""{"prompt":{"name":"$","type":"rag_search"},"versions":[{"version":"1.0.0","content":"x"},{"version":"1.0.0","content":"y"}]}""", "versions[1].version")]
    [InlineData("""{"prompt":{"name":"$","type":"rag_search"},"versions":[{"version":"1.0.0","content":"x","contentHash":"sha256:0"}]}""", "versions[0].contentHash")]
    [InlineData("""{"prompt":{"name":"$","type":"rag_search"},"versions":[{"version":"1.0.0","content":"x","createdAt":"2026-01-01T00:00:00"}]}""", "versions[0].createdAt")]
    [InlineData("""{"prompt":{"name":"$","type":"rag_search"},"versions":[{"version":"1.0.0-nowhere.1","content":"x","branch":"nowhere"}]}""", "versions")]
    [InlineData("""{"prompt":{"name":"$","type":"rag_search"},"versions":[{"version":"1.0.0","content":"x","branch":"nowhere"}]}""", "versions[0].version")]
    [InlineData("""{"prompt":{"name":"$","type":"rag_search"},"labels":{"a":"1.0.0"}}""", "labels.a")]
    [InlineData("""{"prompt":{"name":"$","type":"rag_search"},"branches":[{"branch":"a"}]}""", "branches")]
    [InlineData("""[{"version":"1.0.0","content":"x"}]""", "[0].prompt_type")]
    [InlineData("""[{"prompt_type":"$","version":"1.0.0","content":"x","Author":"a"}]""", "[0].Author")]
    public async Task A_document_that_does_not_fit_together_is_refused_as_a_whole(string document, string member)
    {
        var name = ApiClient.UniqueName();

        (await api.Post("/import", document.Replace("\"$\"", $"\"{name}\"", StringComparison.Ordinal))).ShouldBeInvalid(member);

        (await api.Get($"/prompts/{name}")).ShouldBeProblem(404, "unknown-prompt");
    }

    [Fact]
    public async Task Reserved_names_and_mixed_formats_are_refused()
    {
        var prompt = new { name = ApiClient.UniqueName(), type = "rag_search" };

        (await api.Post("/import", new { prompt, labels = new { latest = "1.0.0" }, versions = new[] { new { version = "1.0.0", content = "x" } } })).ShouldBeProblem(400, "reserved-name");
        (await api.Post("/import", new
        {
            prompt,
            versions = new object[] { new { version = "1.0.0", content = "x" }, new { version = "2.0.0", messages = new[] { new { role = "user", content = "x" } } } },
        })).ShouldBeProblem(409, "format-fixed");
    }

    [Fact]
    public async Task Times_are_converted_to_utc()
    {
        var name = ApiClient.UniqueName();
        (await api.Post("/import", new { prompt = new { name, type = "rag_search" }, versions = new[] { new { version = "1.0.0", content = "x", createdAt = "2026-01-01T09:00:00+09:00" } } })).ShouldBe(200);

        Assert.Equal("2026-01-01T00:00:00Z", (string?)(await api.Get($"/prompts/{name}/versions/1.0.0"))["createdAt"]);
    }

    [Fact]
    public async Task Many_versions_are_imported_at_once()
    {
        var (name, copy) = (ApiClient.UniqueName(), ApiClient.UniqueName());
        var versions = Enumerable.Range(1, 120).Select(i => new { version = $"1.0.{i}", content = $"content {i}", status = i == 120 ? "production" : "deprecated" });

        Assert.Equal("""{"created":120,"unchanged":0}""", (await api.Post("/import", new { prompt = new { name, type = "rag_search" }, versions })).ShouldBe(200).Text);

        var prompt = new ApiPrompt(api, name);
        Assert.Equal(120, (await api.All(prompt.Versions, 50)).Count);
        Assert.Equal("1.0.120", (string?)(await prompt.Get())["live"]);
        Assert.Equal("""{"production":1,"deprecated":119}""", (await prompt.Get())["versions"]!.ToJsonString());
        Assert.Equal("content 120", (string?)(await prompt.Resolve())["content"]);
        Assert.Equal("1.0.121", await prompt.Create("content 121"));
        Assert.Equal(["version.created", "imported"], await prompt.Actions());
        var export = await prompt.Export();
        export["prompt"]!["name"] = copy;
        (await api.Post("/import", export)).ShouldBe(200);
        Assert.Equal(
            (await prompt.Get("/export")).Text.Replace(name, copy, StringComparison.Ordinal),
            (await api.Get($"/prompts/{copy}/export")).Text);
    }

    [Fact]
    public async Task A_conflict_in_a_large_import_leaves_nothing_behind()
    {
        var prompt = await api.NewPrompt();
        await prompt.Create("taken", new { version = "1.0.1" });
        var versions = Enumerable.Range(1, 150).Select(i => new { version = $"1.0.{i}", content = $"{i}" });

        (await api.Post("/import", new { prompt = new { name = prompt.Name }, versions })).ShouldBeProblem(409, "import-conflict");

        Assert.Equal(["1.0.1"], (await api.Get(prompt.Versions)).Each("version"));
        Assert.Equal("1.0.2", await prompt.Create("mine"));
        (await api.Get(prompt.Version("1.0.100"))).ShouldBeProblem(404, "unknown-version");
    }

    [Fact]
    public async Task A_version_of_the_old_tool_is_taken()
    {
        var name = ApiClient.UniqueName("text_to_sql");

        Assert.Equal("""{"created":1,"unchanged":0}""", (await api.Post("/import", Legacy(name, "1.2.0", "production", 1_700_000_000.5))).ShouldBe(200).Text);

        var prompt = await api.Get($"/prompts/{name}");
        Assert.Equal(name, (string?)prompt["type"]);
        Assert.Equal("1.2.0", (string?)prompt["live"]);
        var version = await api.Get($"/prompts/{name}/versions/production");
        Assert.Equal("SELECT {{question}}", (string?)version["content"]);
        Assert.Equal("data-team", (string?)version["author"]);
        Assert.Equal("2023-11-14T22:13:20.5Z", (string?)version["createdAt"]);
        Assert.Equal("2023-11-14T22:14:20.5Z", (string?)version["updatedAt"]);
        Assert.Equal("""["첫 버전"]""", version["changeLog"]!.ToJsonString(ApiClient.Json));
        Assert.Equal("ko", (string?)version["metadata"]!["language"]);
        Assert.Equal(0.95, (double?)version["metadata"]!["performance_metrics"]!["metrics"]!["accuracy"]![0]!["value"]);
        Assert.Equal("""["sql"]""", version["tags"]!.ToJsonString());
        Assert.Equal("""["other_prompt@^1.0.0"]""", version["dependencies"]!.ToJsonString(ApiClient.Json));
        Assert.Equal("""["schema_v2"]""", version["metadata"]!["dependencies"]!.ToJsonString());
        Assert.Equal("production", (string?)version["statusHistory"]!.AsArray()[^1]!["status"]);
    }

    [Fact]
    public async Task Of_several_old_versions_in_production_the_newest_stays()
    {
        var (one, two) = (ApiClient.UniqueName(), ApiClient.UniqueName());
        var list = new JsonArray(
            Legacy(one, "1.0.0", "production", 1_700_000_000),
            Legacy(one, "1.2.0", "production", 1_700_000_200),
            Legacy(one, "1.1.0", "production", 1_700_000_100),
            Legacy(one, "1.3.0", "draft", 1_700_000_300),
            Legacy(two, "0.0.1", "testing", 1_700_000_000));

        Assert.Equal("""{"created":5,"unchanged":0}""", (await api.Post("/import", list)).ShouldBe(200).Text);

        Assert.Equal("1.2.0", (string?)(await api.Get($"/prompts/{one}"))["live"]);
        Assert.Equal("""{"draft":1,"production":1,"deprecated":2}""", (await api.Get($"/prompts/{one}"))["versions"]!.ToJsonString());
        Assert.Equal(["1.1.0", "1.0.0"], (await api.Get($"/prompts/{one}/versions?status=deprecated")).Each("version"));
        Assert.Null((await api.Get($"/prompts/{two}"))["live"]);
        Assert.Equal("""{"created":0,"unchanged":5}""", (await api.Post("/import", list)).ShouldBe(200).Text);
        (await api.Post($"/prompts/{one}/versions/1.1.0/promote", new { status = "production" })).ShouldBe(200);
    }

    [Fact]
    public async Task An_import_of_several_prompts_is_all_or_nothing_for_each()
    {
        var (good, bad) = (ApiClient.UniqueName(), await api.NewPrompt());
        await bad.Create("taken", new { version = "1.0.0" });

        (await api.Post("/import", new JsonArray(Legacy(good, "1.0.0", "draft", 1), Legacy(bad.Name, "1.0.0", "draft", 1), Legacy(bad.Name, "1.1.0", "draft", 1)))).ShouldBeProblem(409, "import-conflict");

        Assert.Equal("1.0.0", (string?)(await api.Get($"/prompts/{good}")).ShouldBe(200)["latest"]);
        Assert.Equal(["1.0.0"], (await api.Get(bad.Versions)).Each("version"));
    }

    [Theory]
    [InlineData("data_validation")]
    [InlineData("error_handling")]
    [InlineData("rag_search")]
    [InlineData("report_generation")]
    [InlineData("text_to_sql")]
    public async Task The_samples_import_cleanly(string sample)
    {
        var elsewhere = await ApiFixture.Elsewhere();
        var document = await File.ReadAllBytesAsync(Path.Combine(OpenApiCheck.RepositoryRoot, "samples", $"{sample}.json"));
        var versions = JsonNode.Parse(document)!["versions"]!.AsArray().Count;

        Assert.Equal($$"""{"created":{{versions}},"unchanged":0}""", (await elsewhere.Post("/import", document)).ShouldBe(200).Text);
        Assert.Equal($$"""{"created":0,"unchanged":{{versions}}}""", (await elsewhere.Post("/import", document)).ShouldBe(200).Text);

        Assert.NotNull((await elsewhere.Get($"/prompts/{sample}")).ShouldBe(200)["live"]);
        (await elsewhere.Get($"/prompts/{sample}/resolve")).ShouldBe(200);
        (await elsewhere.Get($"/prompts/{sample}/export")).ShouldBe(200);
    }

    private static JsonObject Legacy(string name, string version, string status, double at) => new()
    {
        ["id"] = $"{name}_{version}_{at}",
        ["prompt_type"] = name,
        ["version"] = version,
        ["content"] = "SELECT {{question}}",
        ["status"] = status,
        ["author"] = "data-team",
        ["created_at"] = at,
        ["updated_at"] = at + 60,
        ["description"] = "설명",
        ["change_log"] = new JsonArray("첫 버전"),
        ["metadata"] = new JsonObject { ["language"] = "ko" },
        ["performance_metrics"] = new JsonObject { ["metrics"] = new JsonObject { ["accuracy"] = new JsonArray(new JsonObject { ["value"] = 0.95, ["timestamp"] = at }) } },
        ["dependencies"] = new JsonArray("schema_v2", "other_prompt@^1.0.0"),
        ["tags"] = new JsonArray("sql"),
    };

    /// <summary>A prompt with something of everything.</summary>
    private async Task<ApiPrompt> FullPrompt()
    {
        var prompt = await api.NewPrompt(new { description = "한국어 설명", tags = new[] { "태그" }, metrics = new { latency = new { unit = "ms" } }, settings = new { @protected = true } });
        await prompt.Create("one {{a}}\r\n", new { author = "kim", metadata = new { A = 1 }, changeLog = new[] { "처음" } });
        (await api.Post($"{prompt.Version("0.0.1")}/approve", new { author = "lee" })).ShouldBe(200);
        await prompt.Promote("0.0.1", "testing", "production");
        await prompt.Branch("side", "0.0.1");
        await prompt.Create("side {{a}}\n", new { branch = "side", author = "kim" });
        (await api.Post($"{prompt.Path}/branches/side/merge", new { author = "kim" })).ShouldBe(201);
        (await api.Post($"{prompt.Version("0.0.2")}/approve", new { author = "lee" })).ShouldBe(200);
        await prompt.Promote("0.0.2", "testing", "production");
        await prompt.Create("side again {{a}}\n", new { branch = "side", author = "kim" });
        await prompt.Create("major {{b}}", new { bump = "major", author = "kim", dependencies = new[] { "other@^1.0.0" } });
        await prompt.Label("stable", "0.0.1");
        await prompt.Label("next", "1.0.0");
        return prompt;
    }
}
