using System.Text;
using PromptFunctions.Core.Common;
using PromptFunctions.Core.Problems;

namespace PromptFunctions.UnitTests.Common;

public sealed class PageRequestTests
{
    [Theory]
    [InlineData("1.0.0-rc.1")]
    [InlineData("a|b")]
    [InlineData("한국어")]
    [InlineData("")]
    public void A_token_leads_to_the_next_page(string key) => Assert.Equal(new(10, key), PageRequest.Parse(10, PageRequest.Token("versions", key), "versions"));

    [Fact]
    public void Without_a_token_the_first_page_is_meant() => Assert.Equal(new(10), PageRequest.Parse(10, null, "versions"));

    [Theory]
    [InlineData("labels")]
    [InlineData("version")]
    [InlineData("versions2")]
    [InlineData("")]
    public void A_token_of_another_listing_is_refused(string kind) => RequireRefused(PageRequest.Token(kind, "1.0.0"));

    [Theory]
    [InlineData("")]
    [InlineData("garbage")]
    [InlineData("!!!!")]
    [InlineData("=")]
    [InlineData("dmVyc2lvbnM")]
    [InlineData("dmVyc2lvbnN8MS4wLjA*")]
    public void A_token_that_was_never_given_is_refused(string token) => RequireRefused(token);

    [Fact]
    public void A_token_may_stand_in_a_query_as_it_is() =>
        Assert.Matches("^[A-Za-z0-9_-]+$", PageRequest.Token("prompts", Encoding.Latin1.GetString([.. Enumerable.Range(32, 200).Select(i => (byte)i)])));

    [Fact]
    public async Task Pages_together_have_every_item_once()
    {
        var items = Enumerable.Range(0, 25).Select(i => $"{i:D2}").ToList();
        var seen = new List<string>();
        string? token = null;
        do
        {
            var request = PageRequest.Parse(10, token, "items");
            var page = await request.FillAsync(items.Where(item => string.CompareOrdinal(item, request.After) > 0).ToAsyncEnumerable(), "items", item => item, item => item, default);
            Assert.True(page.Items.Count == 10 || page.ContinuationToken is null);
            seen.AddRange(page.Items);
            token = page.ContinuationToken;
        }
        while (token is not null);

        Assert.Equal(items, seen);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(9)]
    [InlineData(10)]
    public async Task The_last_page_has_no_token(int count)
    {
        var page = await new PageRequest(10).FillAsync(Enumerable.Range(0, count).ToAsyncEnumerable(), "items", item => $"{item}", item => item, default);

        Assert.Equal(count, page.Items.Count);
        Assert.Null(page.ContinuationToken);
    }

    private static void RequireRefused(string token) =>
        Assert.Equal(["continuationToken"], Assert.Throws<ProblemException>(() => PageRequest.Parse(10, token, "versions")).Errors!.Keys);
}
