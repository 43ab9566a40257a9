using PromptFunctions.Core.Rollouts.Guardrails;
using static PromptFunctions.UnitTests.Rollouts.Deployments;
using static PromptFunctions.UnitTests.Support.Samples;

namespace PromptFunctions.UnitTests.Rollouts.Guardrails;

public sealed class GuardrailStateTests
{
    [Fact]
    public void Errors_in_a_row_are_counted_until_anything_else_comes()
    {
        var state = Guard();
        foreach (var (verdict, errors) in ((GuardrailVerdict, int)[])[
            (GuardrailVerdict.Error, 1), (GuardrailVerdict.Error, 2), (GuardrailVerdict.Inconclusive, 0),
            (GuardrailVerdict.Error, 1), (GuardrailVerdict.Pass, 0), (GuardrailVerdict.Error, 1), (GuardrailVerdict.Fail, 0)])
        {
            state = state.With(new(verdict, null, null, 0, Noon, ""));
            Assert.Equal((errors, verdict), (state.Errors, state.Last!.Verdict));
        }
    }

    [Theory]
    [InlineData(null, true)]
    [InlineData(GuardrailVerdict.Fail, true)]
    [InlineData(GuardrailVerdict.Inconclusive, true)]
    [InlineData(GuardrailVerdict.Error, true)]
    [InlineData(GuardrailVerdict.Pass, false)]
    public void What_is_required_blocks_until_it_passes(GuardrailVerdict? last, bool blocks)
    {
        Assert.Equal(blocks, Guard(last, required: true).Blocks);
        Assert.False(Guard(last, required: false).Blocks);
    }
}
