using PromptFunctions.Core.Problems;
using PromptFunctions.Core.Templates;
using PromptFunctions.Core.Versions;
using static PromptFunctions.UnitTests.Support.Samples;

namespace PromptFunctions.UnitTests.Versions;

public sealed class BreakingVariablesTests
{
    [Theory]
    [InlineData("a", "a", false)]
    [InlineData("a b", "b a", false)]
    [InlineData("a", "a b?", false)]
    [InlineData("a", "a?", false)]
    [InlineData("", "a?", false)]
    [InlineData("a", "a b", true)]
    [InlineData("", "a", true)]
    [InlineData("a b", "a", true)]
    [InlineData("a b?", "a", true)]
    [InlineData("a?", "a", true)]
    [InlineData("a", "b", true)]
    [InlineData("a", "A", true)]
    public void Callers_break_where_a_variable_goes_or_one_more_is_needed(string before, string after, bool breaks)
    {
        var (old, @new) = (Variables(before.Split(' ', StringSplitOptions.RemoveEmptyEntries)), Variables(after.Split(' ', StringSplitOptions.RemoveEmptyEntries)));

        Assert.Equal(breaks, TemplateVariables.Break(old, @new));
        Assert.Equal(breaks ? ["breaking-variables"] : [], BreakingVariables.Check(old, @new, isMajor: false, strict: false).Select(finding => finding.Code));
        var refused = Record.Exception(() => BreakingVariables.Check(old, @new, isMajor: false, strict: true)) as ProblemException;
        Assert.Equal(breaks ? ProblemCodes.BreakingVariables : null, refused?.Problem);
        Assert.Empty(BreakingVariables.Check(old, @new, isMajor: true, strict: true));
    }

    [Fact]
    public void A_first_version_breaks_nobody() => Assert.Empty(BreakingVariables.Check(null, Variables("a"), isMajor: false, strict: true));

    [Fact]
    public void The_warning_names_the_variables()
    {
        var message = Assert.Single(BreakingVariables.Check(Variables("question"), Variables("question", "schema", "dialect?"), isMajor: false, strict: false)).Message;

        Assert.Contains("question, schema, dialect (optional)", message, StringComparison.Ordinal);
    }
}
