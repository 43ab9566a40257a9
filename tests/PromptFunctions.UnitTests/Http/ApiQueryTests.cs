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

    [Theory]
    [InlineData("", 7)]
    [InlineData("?wait=0", 0)]
    [InlineData("?wait=1", 1)]
    [InlineData("?wait=60", 60)]
    [InlineData("?wait=0030", 30)]
    public void A_number_is_read_up_to_both_ends_of_its_range(string text, int number) => Assert.Equal(number, Number(text));

    [Theory]
    [InlineData("61")]
    [InlineData("-1")]
    [InlineData("-0")]
    [InlineData("%2B1")]
    [InlineData("1.0")]
    [InlineData("1e1")]
    [InlineData("1,0")]
    [InlineData("0x10")]
    [InlineData("%201")]
    [InlineData("1%20")]
    [InlineData("")]
    [InlineData("PT30S")]
    [InlineData("2147483648")]
    [InlineData("99999999999999999999")]
    [InlineData("%EF%BC%91")]
    public void What_is_no_number_of_its_range_is_refused_with_the_range(string given)
    {
        var problem = Assert.Throws<ProblemException>(() => Number($"?wait={given}"));

        Assert.Equal(ProblemCodes.InvalidRequest, problem.Problem);
        Assert.Equal(["must be a number from 0 to 60."], problem.Errors!["wait"]);
    }

    private static int Number(string text)
    {
        var request = new DefaultHttpContext().Request;
        request.QueryString = new(text);
        return new ApiQuery(request, "wait").Number("wait", otherwise: 7, 0, 60);
    }

    private static (PageRequest Page, VersionStatus? Status, bool Content) Read(string text)
    {
        var request = new DefaultHttpContext().Request;
        request.QueryString = new(text);
        var query = new ApiQuery(request, "limit", "continuationToken", "status", "content");
        return (query.Page("versions"), query.Choice<VersionStatus>("status"), query.Flag("content", otherwise: true));
    }
}
