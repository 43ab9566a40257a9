using PromptFunctions.Core.Changes;
using PromptFunctions.Core.Problems;

namespace PromptFunctions.UnitTests.Changes;

public sealed class PreconditionsTests
{
    [Theory]
    [InlineData(null, false, true, true)]
    [InlineData("*", false, true, false)]
    [InlineData("\"now\"", false, true, false)]
    [InlineData("\"old\"", false, false, false)]
    [InlineData("\"old\" \"now\"", false, true, false)]
    [InlineData("\"old\" *", false, true, false)]
    [InlineData("W/\"now\"", false, false, false)]
    [InlineData(null, true, false, true)]
    [InlineData("\"now\"", true, false, false)]
    public void A_change_goes_through_where_its_conditions_hold(string? ifMatch, bool createOnly, bool whereItIs, bool whereItIsNot)
    {
        var conditions = new Preconditions(ifMatch?.Split(' '), createOnly);

        Assert.Equal(whereItIs ? null : ProblemCodes.EtagMismatch, Problem(() => conditions.Require(() => "\"now\"")));
        Assert.Equal(whereItIsNot ? null : ProblemCodes.EtagMismatch, Problem(conditions.RequireAbsent));
    }

    [Fact]
    public void The_tag_is_only_computed_where_it_is_compared()
    {
        Preconditions.None.Require(() => throw new InvalidOperationException());
        new Preconditions(["*"], false).Require(() => throw new InvalidOperationException());
    }

    private static ProblemCode? Problem(Action action) => (Record.Exception(action) as ProblemException)?.Problem;
}
