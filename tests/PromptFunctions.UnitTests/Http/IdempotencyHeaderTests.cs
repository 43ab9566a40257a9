using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;
using PromptFunctions.Core.Changes;
using PromptFunctions.Core.Problems;
using PromptFunctions.Http;

namespace PromptFunctions.UnitTests.Http;

public sealed class IdempotencyHeaderTests
{
    [Fact]
    public void The_same_request_has_the_same_key() => Assert.Equal(Read(), Read());

    [Fact]
    public void Method_path_caller_and_key_tell_requests_apart()
    {
        IdempotencyKey?[] keys = [Read(), Read(path: "/api/prompts/b/versions"), Read(caller: "bob"), Read(key: "k2")];

        Assert.Equal(keys.Length, keys.Select(key => key!.Id).Distinct().Count());
    }

    [Fact]
    public void Another_body_under_the_same_key_shows()
    {
        Assert.Equal(Read()!.Id, Read(body: "other")!.Id);
        Assert.NotEqual(Read()!.RequestHash, Read(body: "other")!.RequestHash);
    }

    [Fact]
    public void Only_a_post_has_a_key()
    {
        Assert.Null(Read(method: "PUT"));
        Assert.Null(Read(key: null));
    }

    [Theory]
    [InlineData("a", true)]
    [InlineData("!~", true)]
    [InlineData("", false)]
    [InlineData("a b", false)]
    [InlineData("é", false)]
    [InlineData("a\t", false)]
    public void A_key_is_visible_ascii(string key, bool accepted) =>
        Assert.Equal(accepted ? null : ProblemCodes.InvalidRequest, (Record.Exception(() => Read(key: key)) as ProblemException)?.Problem);

    [Fact]
    public void A_key_has_255_characters_at_most_and_is_given_once()
    {
        Assert.NotNull(Read(key: new string('k', 255)));
        Assert.Throws<ProblemException>(() => Read(key: new string('k', 256)));
        Assert.Throws<ProblemException>(() => ReadAll(new StringValues(["a", "b"])));
    }

    private static IdempotencyKey? Read(string method = "POST", string path = "/api/prompts/a/versions", string caller = "ann", string? key = "k1", string body = "{}") => ReadAll(new StringValues(key), method, path, caller, body);

    private static IdempotencyKey? ReadAll(StringValues key, string method = "POST", string path = "/api/prompts/a/versions", string caller = "ann", string body = "{}")
    {
        var request = new DefaultHttpContext().Request;
        (request.Method, request.Path) = (method, path);
        if (key.Count > 0) request.Headers["Idempotency-Key"] = key;
        return IdempotencyHeader.Read(request, caller, System.Text.Encoding.UTF8.GetBytes(body));
    }
}
