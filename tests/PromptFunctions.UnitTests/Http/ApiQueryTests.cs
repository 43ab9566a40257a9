using Microsoft.AspNetCore.Http;
using PromptFunctions.Core.Common;
using PromptFunctions.Core.Problems;
using PromptFunctions.Core.Versions;
using PromptFunctions.Http;

namespace PromptFunctions.UnitTests.Http;

public sealed class ApiQueryTests
{
    [Theory]
    [InlineData("?unknown=1", "unknown")]
    [InlineData("?LIMIT=1", "LIMIT")]
    [InlineData("?limit=1&limit=2", "limit")]
    [InlineData("?limit=0", "limit")]
    [InlineData("?limit=1001", "limit")]
    [InlineData("?limit=-1", "limit")]
    [InlineData("?limit=1.0", "limit")]
    [InlineData("?limit= 1", "limit")]
    [InlineData("?limit=%2B1", "limit")]
    [InlineData("?limit=", "limit")]
    [InlineData("?continuationToken=garbage", "continuationToken")]
    [InlineData("?status=Draft", "status")]
    [InlineData("?status=0", "status")]
    [InlineData("?content=yes", "content")]
    [InlineData("?content=True", "content")]
    public void A_wrong_parameter_is_named(string query, string name) => Assert.Equal([name], Assert.Throws<ProblemException>(() => Read(query)).Errors!.Keys);

    [Fact]
    public void Parameters_are_read()
    {
        var (page, status, content) = Read($"?limit=1000&status=draft&content=false&continuationToken={PageRequest.Token("versions", "1.0.0")}");

        Assert.Equal((new PageRequest(1000, "1.0.0"), VersionStatus.Draft, false), (page, status, content));
    }

    [Fact]
    public void What_is_not_given_has_its_default() => Assert.Equal((new PageRequest(100), null, true), Read(""));

    [Fact]
    public void The_platforms_own_parameters_pass() => Read("?code=key&clientId=me");

    private static (PageRequest Page, VersionStatus? Status, bool Content) Read(string text)
    {
        var request = new DefaultHttpContext().Request;
        request.QueryString = new(text);
        var query = new ApiQuery(request, "limit", "continuationToken", "status", "content");
        return (query.Page("versions"), query.Choice<VersionStatus>("status"), query.Flag("content", otherwise: true));
    }
}
