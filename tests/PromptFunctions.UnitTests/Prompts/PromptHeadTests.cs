using PromptFunctions.Core.Problems;
using PromptFunctions.Core.Prompts;
using PromptFunctions.Core.Rollouts;
using PromptFunctions.Core.Routing;
using PromptFunctions.Core.Versions;
using static PromptFunctions.UnitTests.Support.Samples;

namespace PromptFunctions.UnitTests.Prompts;

public sealed class PromptHeadTests
{
    private static readonly ActiveDeployment Deployment = new("d1", V("1.1.0"), V("1.0.0"));

    private static readonly RouteExperiment Experiment = new("e1", "salt", [new("control", Served("3.0.1"), 1, 0, 5000), new("treatment", Served("3.0.2"), 1, 5000, 10000)], Noon.AddDays(7));

    private static readonly PromptHead Idle = new(
        PromptService.New("p", "t", Noon) with { StatusCounts = new Dictionary<VersionStatus, int> { [VersionStatus.Production] = 1, [VersionStatus.Testing] = 1 } },
        new() { Prompt = "p", Live = Served("1.0.0") });

    [Fact]
    public void Without_a_deployment_or_an_experiment_nothing_is_held()
    {
        Idle.RequireNoneInFlight(Noon);
        Idle.RequireNotHeld(V("1.0.0"), Noon);
    }

    [Theory]
    [InlineData("1.1.0", true)]
    [InlineData("1.0.0", true)]
    [InlineData("1.2.0", false)]
    public void A_deployment_holds_its_versions_and_the_prompt(string version, bool held)
    {
        var head = Idle with { Prompt = Idle.Prompt with { Deployment = Deployment } };

        Assert.Equal(ProblemCodes.RolloutInProgress, Code(() => head.RequireNoneInFlight(Noon)));
        Assert.Equal(held ? ProblemCodes.RolloutInProgress : null, Code(() => head.RequireNotHeld(V(version), Noon)));
    }

    [Fact]
    public void A_deployment_without_a_baseline_holds_its_candidate_alone()
    {
        var head = Idle with { Prompt = Idle.Prompt with { Deployment = Deployment with { Baseline = null } } };

        Assert.Equal(ProblemCodes.RolloutInProgress, Code(() => head.RequireNotHeld(V("1.1.0"), Noon)));
        head.RequireNotHeld(V("1.0.0"), Noon);
    }

    [Theory]
    [InlineData("3.0.1", true)]
    [InlineData("3.0.2", true)]
    [InlineData("1.0.0", false)]
    public void An_experiment_holds_its_arms_and_the_prompt(string version, bool held)
    {
        var head = Idle with { Route = Idle.Route with { Experiment = Experiment } };

        Assert.Equal(ProblemCodes.ExperimentActive, Code(() => head.RequireNoneInFlight(Noon)));
        Assert.Equal(held ? ProblemCodes.ExperimentActive : null, Code(() => head.RequireNotHeld(V(version), Noon)));
    }

    [Fact]
    public void A_rollout_in_the_route_alone_holds_nothing()
    {
        var head = Idle with { Route = Idle.Route with { Rollout = new("d1", "d1", 10, Served("1.1.0"), Served("1.0.0")) } };

        head.RequireNoneInFlight(Noon);
        head.RequireNotHeld(V("1.1.0"), Noon);
    }

    [Theory]
    [InlineData("1.0.0", VersionStatus.Production, "main", true)]
    [InlineData("1.1.0", VersionStatus.Testing, "main", true)]
    [InlineData("1.0.0", VersionStatus.Testing, "main", false)]
    [InlineData("1.1.0", VersionStatus.Production, "main", false)]
    [InlineData("1.1.0", VersionStatus.Draft, "main", false)]
    [InlineData("1.1.0", VersionStatus.Testing, "concise", false)]
    public void A_version_that_does_not_fit_the_head_was_read_at_another_time(string number, VersionStatus status, string branch, bool fits)
    {
        var version = Version(number) with { Status = status, Branch = branch };

        Assert.Equal(fits ? null : typeof(StaleReadException), Record.Exception(() => Idle.RequireSameInstant(version))?.GetType());
    }

    [Fact]
    public void A_prompt_that_is_not_there_is_unknown()
    {
        Assert.Equal(ProblemCodes.UnknownPrompt, Code(() => PromptHead.Require(null, "p")));
        Assert.Same(Idle, PromptHead.Require(Idle, "p"));
    }

    private static ProblemCode? Code(Action action) => (Record.Exception(action) as ProblemException)?.Problem;

    private static ServedVersion Served(string version) => new(V(version), "sha256:" + version);
}
