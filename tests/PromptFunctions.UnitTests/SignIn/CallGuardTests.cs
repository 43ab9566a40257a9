using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using NSubstitute;
using PromptFunctions.Core.Changes;
using PromptFunctions.Core.Routing;
using PromptFunctions.Http;
using PromptFunctions.SignIn;
using PromptFunctions.UnitTests.Routing;

namespace PromptFunctions.UnitTests.SignIn;

public sealed class CallGuardTests : IDisposable
{
    private readonly IAnswerStore answers = Substitute.For<IAnswerStore>();
    private readonly ServingCaches caches = new(new ServingStoreInMemory(), Options.Create(new RoutingOptions()), NullLogger<ServingCaches>.Instance, TimeProvider.System);

    public void Dispose() => caches.Dispose();

    [Fact]
    public async Task A_function_without_a_role_is_refused_whatever_the_mode()
    {
        foreach (var mode in new[] { "none", AuthOptions.EasyAuth })
        {
            // The compiler names this method, which is no function.
            var answer = await Api(mode).ReadAsync(Request("Prompts.Read", "Prompts.Write", "Prompts.Deploy", "Prompts.Approve"), Never);

            Assert.Equal(403, Assert.IsType<ApiAnswer>(answer).Status);
        }
    }

    [Theory]
    [InlineData(null, 401)]
    [InlineData("Prompts.Approve", 403)]
    public async Task Nobody_is_let_in_before_the_body_is_read_or_storage_asked(string? role, int status)
    {
        var api = Api(AuthOptions.EasyAuth);
        HttpRequest NoOne() => role is null ? Request() : Request(role);

        IResult[] refused =
        [
            await api.ReadAsync(NoOne(), Never, "GetPrompt"),
            await api.ReadAsync(NoOne(), "NOT A NAME", Never, "GetPrompt"),
            await api.AskAsync<AuthoredBody>(NoOne(), "NOT A NAME", (_, _) => throw new InvalidOperationException(), "RenderPrompt"),
            await api.ChangeAsync<AuthoredBody, string>(NoOne(), "NOT A NAME", (_, _, _) => throw new InvalidOperationException(), _ => ApiAnswer.NoContent, true, "CreateVersion"),
            await api.ChangeAsync<string>(NoOne(), 10, (_, _, _) => throw new InvalidOperationException(), _ => ApiAnswer.NoContent, null, "Import"),
        ];

        Assert.All(refused, answer => Assert.Equal(status, Assert.IsType<ApiAnswer>(answer).Status));
        Assert.Empty(answers.ReceivedCalls());
    }

    [Fact]
    public async Task Who_asks_for_it_is_told_how_to_sign_in_and_who_lacks_a_role_which()
    {
        var api = Api(AuthOptions.EasyAuth);

        var nobody = Assert.IsType<ApiAnswer>(await api.ReadAsync(Request(), Never, "GetPrompt"));
        var stranger = Assert.IsType<ApiAnswer>(await api.ReadAsync(Request("Prompts.Write"), Never, "GetPrompt"));

        Assert.Equal("Bearer", nobody.Authenticate);
        Assert.Null(stranger.Authenticate);
        var text = Encoding.UTF8.GetString(stranger.Body.Span);
        Assert.Contains("Prompts.Read", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Prompts.Write", text, StringComparison.Ordinal);
        Assert.DoesNotContain("kim", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_principals_in_one_request_are_nobody()
    {
        var request = Request("Prompts.Read");
        request.Headers.Append("X-MS-CLIENT-PRINCIPAL", Header("Prompts.Write"));

        Assert.Equal(401, Assert.IsType<ApiAnswer>(await Api(AuthOptions.EasyAuth).ReadAsync(request, Never, "GetPrompt")).Status);
    }

    [Fact]
    public void The_hot_path_pays_nothing_where_sign_in_is_off()
    {
        var guard = new CallGuard(Reader("none"));
        var request = Request("Prompts.Write");
        guard.Require(request, "ResolvePrompt");

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1000; i++) guard.Require(request, "ResolvePrompt");

        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    [Fact]
    public void A_principal_is_read_once_for_all_its_requests()
    {
        var guard = new CallGuard(Reader(AuthOptions.EasyAuth));
        var request = Request("Prompts.Read");
        guard.Require(request, "ResolvePrompt");

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1000; i++) guard.Require(request, "ResolvePrompt");

        Assert.InRange((GC.GetAllocatedBytesForCurrentThread() - before) / 1000, 0, 200);
    }

    private static Task<ApiAnswer> Never(CancellationToken cancellationToken) => throw new InvalidOperationException("It was called.");

    private static PrincipalReader Reader(string mode) => new(Options.Create(new AuthOptions { Mode = mode }));

    private static string Header(params string[] roles)
    {
        var claims = string.Join(',', roles.Select(role => $$"""{"typ":"roles","val":"{{role}}"}""").Append("""{"typ":"preferred_username","val":"kim"}"""));
        return Convert.ToBase64String(Encoding.UTF8.GetBytes($$"""{"claims":[{{claims}}]}"""));
    }

    private static HttpRequest Request(params string[] roles)
    {
        var request = new DefaultHttpContext().Request;
        request.Method = "POST";
        request.Path = "/api/prompts/p";
        request.Headers["Idempotency-Key"] = "key";
        request.Body = new UnreadableStream();
        if (roles.Length > 0) request.Headers["X-MS-CLIENT-PRINCIPAL"] = Header(roles);
        return request;
    }

    private ApiEndpoint Api(string mode)
    {
        var reader = Reader(mode);
        return new(new(reader), new(reader), answers, caches, NullLogger<ApiEndpoint>.Instance);
    }

    private sealed class UnreadableStream : MemoryStream
    {
        public override int Read(Span<byte> buffer) => throw new InvalidOperationException("The body was read.");

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => throw new InvalidOperationException("The body was read.");
    }
}
