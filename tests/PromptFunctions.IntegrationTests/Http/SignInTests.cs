using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using PromptFunctions.IntegrationTests.Support;

namespace PromptFunctions.IntegrationTests.Http;

/// <summary>Who may call what.</summary>
public sealed partial class SignInTests(ApiFixture fixture) : IClassFixture<ApiFixture>
{
    private readonly ApiClient api = fixture.Api;

    [Fact]
    public async Task Every_call_takes_the_roles_that_the_table_says_and_no_other()
    {
        var signIn = await ApiFixture.SignIn();
        // Callers in the order of the table's columns.
        (string, string)[][] callers = [[], .. Principals.Roles.Select(role => Principals.Person("kim@x", role))];
        var table = (await File.ReadAllLinesAsync(Path.Combine(OpenApiCheck.RepositoryRoot, "docs", "security.md")))
            .Select(line => TableRow().Match(line)).Where(match => match.Success)
            .ToDictionary(match => match.Groups["call"].Value, match => match.Groups["cells"].Value.Split('|').Select(cell => cell.Trim() == "yes").ToList());
        var calls = signIn.OpenApi.Description["paths"]!.AsObject().SelectMany(path => path.Value!.AsObject().Select(item => $"{item.Key.ToUpperInvariant()} {path.Key}"));
        Assert.Equal(calls.Order(), table.Keys.Order());

        foreach (var (call, allowed) in table)
        {
            Assert.Equal(callers.Length, allowed.Count);
            for (var i = 0; i < callers.Length; i++)
            {
                var answer = await Send(call, callers[i]);
                if (!allowed[i]) answer.ShouldBeProblem(i == 0 ? 401 : 403, i == 0 ? "unauthenticated" : "forbidden");
                else Assert.True(answer.Status is not (401 or 403), $"{call} answered {answer.Status} to caller {i}: {answer.Text}");
            }
        }

        Task<ApiResponse> Send(string call, (string, string)[] headers)
        {
            var (method, path) = (HttpMethod.Parse(call.Split(' ')[0]), call.Split(' ')[1].Replace("{name}", ApiClient.UniqueName(), StringComparison.Ordinal));
            return signIn.Send(method, PathParameter().Replace(path, "a"), method == HttpMethod.Get ? null : ApiClient.Body(new { }), headers);
        }
    }

    [Fact]
    public async Task Forged_headers_are_ignored_where_sign_in_is_off()
    {
        var prompt = await api.NewPrompt();
        var forged = Principals.Person("eve@x", "Prompts.Approve");

        Assert.Equal("kim", (string?)(await api.Post(prompt.Versions, new { content = "x", author = "kim" }, forged)).ShouldBe(201)["author"]);
        Assert.Equal("anonymous", (string?)(await api.Post(prompt.Versions, new { content = "y" }, forged)).ShouldBe(201)["author"]);
        (await api.Get(prompt.Path, ("X-MS-CLIENT-PRINCIPAL", "%%%"))).ShouldBe(200);
    }

    [Theory]
    [InlineData("")]
    [InlineData("%%%")]
    [InlineData("e30=")]
    [InlineData("bnVsbA==")]
    public async Task A_principal_that_cannot_be_read_is_nobody(string header)
    {
        var signIn = await ApiFixture.SignIn();

        var answer = await signIn.Get("/prompts", ("X-MS-CLIENT-PRINCIPAL", header), ("X-MS-CLIENT-PRINCIPAL-NAME", "eve@x"));

        Assert.Equal("Bearer", answer.ShouldBeProblem(401, "unauthenticated").Header("WWW-Authenticate"));
    }

    [Fact]
    public async Task Roles_that_name_nobody_are_not_enough()
    {
        var signIn = await ApiFixture.SignIn();

        (await signIn.Get("/prompts", Principals.Principal(("roles", "Prompts.Read")))).ShouldBeProblem(401, "unauthenticated");
    }

    [Fact]
    public async Task An_application_goes_by_its_id()
    {
        var signIn = await ApiFixture.SignIn();
        var prompt = await api.NewPrompt();
        var application = Principals.Principal(("appid", "11111111-2222"), ("oid", "3333"), ("http://schemas.microsoft.com/ws/2008/06/identity/claims/role", "Prompts.Write"));

        Assert.Equal("11111111-2222", (string?)(await signIn.Post(prompt.Versions, new { content = "x" }, application)).ShouldBe(201)["author"]);
    }

    [Fact]
    public async Task What_was_answered_once_is_not_answered_to_those_who_may_not_ask()
    {
        var signIn = await ApiFixture.SignIn();
        var prompt = await api.NewPrompt();
        (string, string) key = ("Idempotency-Key", Guid.NewGuid().ToString());
        (await signIn.Post(prompt.Versions, new { content = "x" }, [key, .. Principals.Person("kim@x")])).ShouldBe(201);
        (string, string) tag = ("If-None-Match", (await signIn.Get(prompt.Path, Principals.Person("kim@x"))).ShouldBe(200).ETag!);
        (await signIn.Get(prompt.Path, [tag, .. Principals.Person("kim@x")])).ShouldBe(304);

        (await signIn.Post(prompt.Versions, new { content = "x" }, [key, .. Principals.Person("kim@x", "Prompts.Read")])).ShouldBeProblem(403, "forbidden");
        (await signIn.Get(prompt.Path, [tag, .. Principals.Person("kim@x", "Prompts.Write")])).ShouldBeProblem(403, "forbidden");
        (await signIn.Get(prompt.Path, tag)).ShouldBeProblem(401, "unauthenticated");
        (await signIn.Get(prompt.Path, [("If-None-Match", "*"), .. Principals.Person("kim@x", "Prompts.Write")])).ShouldBeProblem(403, "forbidden");
    }

    [Fact]
    public async Task A_refusal_is_not_kept_for_retries()
    {
        var signIn = await ApiFixture.SignIn();
        var prompt = await api.NewPrompt();
        (string, string) key = ("Idempotency-Key", Guid.NewGuid().ToString());
        (await signIn.Post(prompt.Versions, new { content = "x" }, [key, .. Principals.Person("kim@x", "Prompts.Read")])).ShouldBeProblem(403, "forbidden");

        (await signIn.Post(prompt.Versions, new { content = "x" }, [key, .. Principals.Person("kim@x", "Prompts.Write")])).ShouldBe(201);
    }

    [Fact]
    public async Task An_import_that_brings_a_live_version_is_for_those_who_deploy()
    {
        var signIn = await ApiFixture.SignIn();
        JsonObject Document(string status) => new()
        {
            ["prompt"] = new JsonObject { ["name"] = ApiClient.UniqueName(), ["type"] = "rag_search" },
            ["versions"] = new JsonArray(new JsonObject { ["version"] = "1.0.0", ["content"] = "x", ["status"] = status }),
        };

        (await signIn.Post("/import", Document("testing"), Principals.Person("kim@x", "Prompts.Write"))).ShouldBe(200);
        (await signIn.Post("/import", Document("production"), Principals.Person("kim@x", "Prompts.Write"))).ShouldBeProblem(403, "forbidden");
        (await signIn.Post("/import", Document("production"), Principals.Person("kim@x", "Prompts.Write", "Prompts.Deploy"))).ShouldBe(200);
    }

    [GeneratedRegex(@"^\| `(?<call>[A-Z]+ /\S*)` \|(?<cells>.*)\|\s*$", RegexOptions.ExplicitCapture)]
    private static partial Regex TableRow();

    [GeneratedRegex(@"\{\w+\}")]
    private static partial Regex PathParameter();
}
