using PromptFunctions.Core.Experiments;
using static PromptFunctions.UnitTests.Support.Samples;

namespace PromptFunctions.UnitTests.Experiments;

public sealed class ExperimentLookTests
{
    [Fact]
    public void A_look_is_kept_when_there_is_more_to_see_than_at_the_last()
    {
        IReadOnlyList<ExperimentLook> looks = [];
        foreach (var subjects in new[] { 0, 100, 100, 104, 105, 110, 111 }) looks = ExperimentLook.Append(looks, Look(subjects));

        Assert.Equal([100, 105, 111], looks.Select(look => look.Subjects));
    }

    [Theory]
    [InlineData(1, 100)]
    [InlineData(10, 20)]
    [InlineData(90, 2)]
    public void However_long_an_experiment_runs_its_looks_fit_its_row(int comparisons, int most)
    {
        IReadOnlyList<ExperimentLook> looks = [];
        for (var subjects = 100.0; subjects < 1e15; subjects *= 1.051)
        {
            looks = ExperimentLook.Append(looks, Look((long)subjects, comparisons));
            Assert.InRange(looks.Count, 1, most);
        }
        Assert.True(looks[^1].Subjects > 9e14);
        Assert.Equal(looks, looks.OrderBy(look => look.Subjects));
    }

    private static ExperimentLook Look(long subjects, int comparisons = 1) =>
        new(Noon, subjects, [.. Enumerable.Repeat(new LookedDifference("accuracy", "b", 1, 0, 2), comparisons)]);
}
