using Microsoft.AspNetCore.Http;
using PromptFunctions.Core.Problems;
using PromptFunctions.Http;

namespace PromptFunctions.UnitTests.Http;

public sealed class ConditionalHeadersTests
{
    [Theory]
    [InlineData("\"now\"", true)]
    [InlineData("W/\"now\"", true)]
    [InlineData("\"old\", \"now\"", true)]
    [InlineData("\"old\",W/\"now\"", true)]
    [InlineData("*", true)]
    [InlineData("\"old\"", false)]
    [InlineData("\"Now\"", false)]
    [InlineData("\"/now\"", false)]
    public void A_caller_who_has_the_document_is_recognised(string ifNoneMatch, bool has) =>
        Assert.Equal(has, ConditionalHeaders.HasCurrent(Request("GET", none: ifNoneMatch), "\"now\""));

    [Fact]
    public void A_caller_who_says_nothing_gets_the_document() => Assert.False(ConditionalHeaders.HasCurrent(Request("GET"), "\"now\""));

    [Theory]
    [InlineData("now")]
    [InlineData("\"now")]
    [InlineData("''")]
    public void A_broken_condition_is_refused(string header)
    {
        Assert.Equal(["If-Match"], Assert.Throws<ProblemException>(() => ConditionalHeaders.Preconditions(Request("PUT", match: header))).Errors!.Keys);
        Assert.Equal(["If-None-Match"], Assert.Throws<ProblemException>(() => ConditionalHeaders.HasCurrent(Request("GET", none: header), "\"x\"")).Errors!.Keys);
    }

    [Theory]
    [InlineData("PUT", "*", true)]
    [InlineData("PUT", "\"x\"", false)]
    [InlineData("POST", "*", false)]
    public void A_put_can_ask_for_creation_only(string method, string ifNoneMatch, bool createOnly) =>
        Assert.Equal(createOnly, ConditionalHeaders.Preconditions(Request(method, none: ifNoneMatch)).CreateOnly);

    [Fact]
    public void All_tags_of_a_change_count()
    {
        Assert.Equal(["\"a\"", "W/\"b\"", "\"c,d\""], ConditionalHeaders.Preconditions(Request("PUT", match: "\"a\", W/\"b\" ,\"c,d\"")).IfMatch);
        Assert.Equal(["*"], ConditionalHeaders.Preconditions(Request("DELETE", match: "*")).IfMatch);
        Assert.Null(ConditionalHeaders.Preconditions(Request("PUT")).IfMatch);
    }

    private static HttpRequest Request(string method, string? match = null, string? none = null)
    {
        var request = new DefaultHttpContext().Request;
        request.Method = method;
        if (match is not null) request.Headers.IfMatch = match;
        if (none is not null) request.Headers.IfNoneMatch = none;
        return request;
    }
}
