using PromptFunctions.Core.Problems;
using PromptFunctions.Core.Versions;
using static PromptFunctions.UnitTests.Support.Samples;

namespace PromptFunctions.UnitTests.Versions;

public sealed class DependencyTests
{
    // What npm's semver.satisfies says.
    [Theory]
    [InlineData("1.2.3", "1.2.3", true)]
    [InlineData("1.2.3", "1.2.4", false)]
    [InlineData("1.2.3", "1.2.3-rc.1", false)]
    [InlineData("1.2.3-rc.1", "1.2.3-rc.1", true)]
    [InlineData("1.2.3-rc.1", "1.2.3", false)]
    [InlineData("^1.2.3", "1.2.3", true)]
    [InlineData("^1.2.3", "1.2.2", false)]
    [InlineData("^1.2.3", "1.2.10", true)]
    [InlineData("^1.2.3", "1.9.0", true)]
    [InlineData("^1.2.3", "2.0.0", false)]
    [InlineData("^1.2.3", "2.0.0-alpha", false)]
    [InlineData("^1.2.3", "1.2.3-beta", false)]
    [InlineData("^1.2.3", "1.3.0-beta", false)]
    [InlineData("^1.2.3", "0.9.9", false)]
    [InlineData("^1.2.3-beta.2", "1.2.3-beta.2", true)]
    [InlineData("^1.2.3-beta.2", "1.2.3-beta.4", true)]
    [InlineData("^1.2.3-beta.2", "1.2.3-beta.1", false)]
    [InlineData("^1.2.3-beta.2", "1.2.3", true)]
    [InlineData("^1.2.3-beta.2", "1.2.4", true)]
    [InlineData("^1.2.3-beta.2", "1.2.4-beta.2", false)]
    [InlineData("^1.2.3-beta.2", "2.0.0", false)]
    [InlineData("^0.2.3", "0.2.3", true)]
    [InlineData("^0.2.3", "0.2.9", true)]
    [InlineData("^0.2.3", "0.2.2", false)]
    [InlineData("^0.2.3", "0.3.0", false)]
    [InlineData("^0.2.3", "1.2.3", false)]
    [InlineData("^0.2.0", "0.2.0", true)]
    [InlineData("^0.0.3", "0.0.3", true)]
    [InlineData("^0.0.3", "0.0.4", false)]
    [InlineData("^0.0.3", "0.1.0", false)]
    [InlineData("^0.0.3-beta", "0.0.3-pr.2", true)]
    [InlineData("^0.0.3-beta", "0.0.3", true)]
    [InlineData("^0.0.3-beta", "0.0.4", false)]
    [InlineData("^0.0.0", "0.0.0", true)]
    [InlineData("^0.0.0", "0.0.1", false)]
    [InlineData("^1.0.0", "1.0.0", true)]
    [InlineData("^1.0.0", "1.5.7", true)]
    [InlineData("~1.2.3", "1.2.3", true)]
    [InlineData("~1.2.3", "1.2.9", true)]
    [InlineData("~1.2.3", "1.2.2", false)]
    [InlineData("~1.2.3", "1.3.0", false)]
    [InlineData("~1.2.3", "2.2.3", false)]
    [InlineData("~1.2.3", "1.2.4-beta", false)]
    [InlineData("~0.2.3", "0.2.9", true)]
    [InlineData("~0.2.3", "0.3.0", false)]
    [InlineData("~0.0.3", "0.0.9", true)]
    [InlineData("~0.0.3", "0.1.0", false)]
    [InlineData("~1.2.3-beta.2", "1.2.3-beta.4", true)]
    [InlineData("~1.2.3-beta.2", "1.2.4-beta.2", false)]
    [InlineData("~1.2.3-beta.2", "1.2.4", true)]
    [InlineData("~1.2.3-beta.2", "1.3.0", false)]
    public void A_range_accepts_what_npm_accepts(string range, string version, bool accepted)
    {
        Assert.True(Dependency.TryParse($"other@{range}", out var dependency));

        Assert.Equal(accepted, dependency.Accepts(V(version)));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("other")]
    [InlineData("other@")]
    [InlineData("@^1.0.0")]
    [InlineData("other@1.0")]
    [InlineData("other@^")]
    [InlineData("other@>=1.0.0")]
    [InlineData("other@1.x")]
    [InlineData("other@*")]
    [InlineData("other@latest")]
    [InlineData("other@^^1.0.0")]
    [InlineData("other@^ 1.0.0")]
    [InlineData("other@1.0.0@2.0.0")]
    [InlineData("Other@1.0.0")]
    [InlineData(" other@1.0.0")]
    [InlineData("other@1.0.0+build")]
    public void Anything_else_is_no_dependency(string? text) => Assert.False(Dependency.TryParse(text, out _));

    [Fact]
    public void Every_wrong_dependency_is_named_with_its_place()
    {
        var checks = new RequestChecks();
        Dependency.Validate(checks, "dependencies", "self", ["good@^1.0.0", "bad", "self@1.0.0"]);

        var problem = Assert.Throws<ProblemException>(checks.ThrowIfAny);
        Assert.Equal(["dependencies[1]", "dependencies[2]"], problem.Errors!.Keys.Order());
    }
}
