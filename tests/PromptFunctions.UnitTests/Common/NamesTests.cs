using PromptFunctions.Core.Common;
using PromptFunctions.Core.Problems;

namespace PromptFunctions.UnitTests.Common;

public sealed class NamesTests
{
    [Theory]
    [InlineData("a", true)]
    [InlineData("0", true)]
    [InlineData("text_to_sql", true)]
    [InlineData("a.b-c_d", true)]
    [InlineData("1.0", true)]
    [InlineData("", false)]
    [InlineData("A", false)]
    [InlineData("-a", false)]
    [InlineData("_a", false)]
    [InlineData(".a", false)]
    [InlineData("a b", false)]
    [InlineData("a\n", false)]
    [InlineData("a/b", false)]
    [InlineData("서울", false)]
    [InlineData("é", false)]
    public void A_name_has_its_form(string text, bool isName) => Assert.Equal(isName, Names.IsName(text));

    [Fact]
    public void A_name_has_128_characters_at_most()
    {
        Assert.True(Names.IsName(new string('a', 128)));
        Assert.False(Names.IsName(new string('a', 129)));
    }

    [Theory]
    [InlineData("stable", null)]
    [InlineData("v1", null)]
    [InlineData("1.0", null)]
    [InlineData("latest", "reserved-name")]
    [InlineData("production", "reserved-name")]
    [InlineData("1.0.0", "reserved-name")]
    [InlineData("1.0.0-rc.1", "reserved-name")]
    [InlineData("Stable", "invalid-request")]
    [InlineData("", "invalid-request")]
    public void A_label_hides_no_version(string label, string? code) =>
        Assert.Equal(code, (Record.Exception(() => Names.RequireLabel(label)) as ProblemException)?.Problem.Code);

    [Theory]
    [InlineData("concise", true)]
    [InlineData("a-1", true)]
    [InlineData("1a", false)]
    [InlineData("-a", false)]
    [InlineData("a.b", false)]
    [InlineData("a_b", false)]
    [InlineData("a\n", false)]
    [InlineData("", false)]
    public void A_branch_has_its_form(string branch, bool isBranch) => Assert.Equal(isBranch, Record.Exception(() => Names.RequireBranch("branch", branch)) is null);

    [Fact]
    public void A_branch_has_64_characters_at_most()
    {
        Names.RequireBranch("branch", new string('a', 64));
        Assert.Throws<ProblemException>(() => Names.RequireBranch("branch", new string('a', 65)));
    }
}
