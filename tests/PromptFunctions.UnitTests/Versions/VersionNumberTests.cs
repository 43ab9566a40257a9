using PromptFunctions.Core.Versions;
using PromptFunctions.UnitTests.Support;
using static PromptFunctions.UnitTests.Support.Samples;

namespace PromptFunctions.UnitTests.Versions;

public sealed class VersionNumberTests
{
    [Theory]
    [InlineData("0.0.0")]
    [InlineData("1.2.3")]
    [InlineData("10.20.30")]
    [InlineData("2147483647.2147483647.2147483647")]
    [InlineData("1.0.0-alpha")]
    [InlineData("1.0.0-alpha.1")]
    [InlineData("1.0.0-0.3.7")]
    [InlineData("1.0.0-x.7.z.92")]
    [InlineData("1.0.0-x-y-z.--")]
    [InlineData("1.0.4-concise.12")]
    [InlineData("1.0.0-RC.1")]
    public void A_semantic_version_is_read_and_written_as_it_was(string text) => Assert.Equal(text, V(text).ToString());

    [Theory]
    [InlineData("")]
    [InlineData("1")]
    [InlineData("1.0")]
    [InlineData("1.0.0.0")]
    [InlineData("v1.0.0")]
    [InlineData("01.0.0")]
    [InlineData("1.00.0")]
    [InlineData("1.0.01")]
    [InlineData("-1.0.0")]
    [InlineData("+1.0.0")]
    [InlineData("1.0.0-")]
    [InlineData("1.0.0-01")]
    [InlineData("1.0.0-a.01")]
    [InlineData("1.0.0-a..b")]
    [InlineData("1.0.0-a_b")]
    [InlineData("1.0.0-ä")]
    [InlineData("1.0.0+build")]
    [InlineData("1.0.0-a+b")]
    [InlineData(" 1.0.0")]
    [InlineData("1.0.0 ")]
    [InlineData("1.0.0\n")]
    [InlineData("1. 0.0")]
    [InlineData("1,0,0")]
    [InlineData("2147483648.0.0")]
    [InlineData("0.0.99999999999999999999")]
    [InlineData("١.٠.٠")]
    [InlineData("latest")]
    [InlineData("^1.0.0")]
    [InlineData("1.x.0")]
    public void Anything_else_is_no_version(string text)
    {
        Assert.False(VersionNumber.TryParse(text, out _));
        Assert.Throws<FormatException>(() => VersionNumber.Parse(text));
    }

    [Fact]
    public void Nothing_is_no_version() => Assert.False(VersionNumber.TryParse(null, out _));

    [Fact]
    public void A_version_has_128_characters_at_most()
    {
        Assert.True(VersionNumber.TryParse("1.0.0-" + new string('a', 122), out _));
        Assert.False(VersionNumber.TryParse("1.0.0-" + new string('a', 123), out _));
    }

    [Theory]
    [InlineData("0.0.0", VersionBump.Patch, "0.0.1")]
    [InlineData("1.2.3", VersionBump.Patch, "1.2.4")]
    [InlineData("1.2.3", VersionBump.Minor, "1.3.0")]
    [InlineData("1.2.3", VersionBump.Major, "2.0.0")]
    [InlineData("2.0.0-rc.1", VersionBump.Patch, "2.0.0")]
    [InlineData("2.0.0-rc.1", VersionBump.Minor, "2.0.0")]
    [InlineData("2.0.0-rc.1", VersionBump.Major, "2.0.0")]
    [InlineData("1.2.0-rc.1", VersionBump.Patch, "1.2.0")]
    [InlineData("1.2.0-rc.1", VersionBump.Minor, "1.2.0")]
    [InlineData("1.2.0-rc.1", VersionBump.Major, "2.0.0")]
    [InlineData("1.2.3-rc.1", VersionBump.Patch, "1.2.3")]
    [InlineData("1.2.3-rc.1", VersionBump.Minor, "1.3.0")]
    [InlineData("1.2.3-rc.1", VersionBump.Major, "2.0.0")]
    [InlineData("1.0.1-rc.1", VersionBump.Major, "2.0.0")]
    [InlineData("0.0.0-alpha", VersionBump.Major, "0.0.0")]
    [InlineData("0.0.1-alpha", VersionBump.Major, "1.0.0")]
    [InlineData("2147483647.0.0-rc.1", VersionBump.Major, "2147483647.0.0")]
    public void A_bump_counts_as_npm_does(string from, VersionBump bump, string to) => Assert.Equal(to, V(from).Next(bump).ToString());

    [Theory]
    [InlineData("1.0.2147483647", VersionBump.Patch)]
    [InlineData("1.2147483647.0", VersionBump.Minor)]
    [InlineData("2147483647.0.0", VersionBump.Major)]
    public void A_bump_beyond_the_highest_number_is_refused(string from, VersionBump bump) => Assert.Throws<OverflowException>(() => V(from).Next(bump));

    [Fact]
    public void A_bump_is_higher_than_what_it_counts_from() => Sampled.Each(Inputs.Versions, version =>
    {
        if (version.Major == int.MaxValue) return;
        foreach (var bump in Enum.GetValues<VersionBump>())
        {
            Assert.True(version.Next(bump) > version, $"{bump} of {version}");
            Assert.False(version.Next(bump).IsPrerelease);
        }
    });

    [Theory]
    [InlineData("1.0.3", 1, "1.0.4-concise.1")]
    [InlineData("1.0.3", 2, "1.0.4-concise.2")]
    [InlineData("1.0.3", 10, "1.0.4-concise.10")]
    [InlineData("1.1.0-rc.1", 1, "1.1.0-concise.1")]
    public void A_branch_numbers_pre_releases_of_the_next_patch_of_its_base(string @base, int counter, string expected) =>
        Assert.Equal(expected, V(@base).NextOnBranch("concise", counter).ToString());

    [Fact]
    public void The_longest_branch_fits_a_version() =>
        Assert.True(VersionNumber.TryParse(V("2147483647.2147483647.1").NextOnBranch(new string('a', 64), int.MaxValue).ToString(), out _));

    [Fact]
    public void A_branchs_tenth_version_is_above_its_ninth() => Assert.True(V("1.0.0").NextOnBranch("x", 10) > V("1.0.0").NextOnBranch("x", 9));

    [Fact]
    public void A_branch_of_the_highest_patch_is_refused() => Assert.Throws<OverflowException>(() => V("1.0.2147483647").NextOnBranch("x", 1));

    [Fact]
    public void Versions_are_ordered_as_the_specification_has_it()
    {
        string[] ordered = ["1.0.0-alpha", "1.0.0-alpha.1", "1.0.0-alpha.beta", "1.0.0-beta", "1.0.0-beta.2", "1.0.0-beta.11", "1.0.0-rc.1", "1.0.0", "1.0.1", "1.1.0", "1.10.0", "2.0.0"];

        Assert.Equal(ordered, ordered.Reverse().Select(V).Order().Select(version => version.ToString()));
    }

    [Fact]
    public void Labels_differ_in_more_than_case()
    {
        Assert.Equal(V("1.0.0-RC.1"), V("1.0.0-rc.1"));
        Assert.Equal(V("1.0.0-RC.1").GetHashCode(), V("1.0.0-rc.1").GetHashCode());
        Assert.True(V("1.0.0-rc.1") == V("1.0.0-RC.1"));
    }

    [Theory]
    [InlineData("1.0.0--1", "1.0.0--01")]
    [InlineData("1.0.0-0", "1.0.0--0")]
    [InlineData("1.0.0-a.-5", "1.0.0-A.-005")]
    public void Labels_that_read_as_the_same_number_make_the_same_version(string one, string other)
    {
        Assert.Equal(0, V(one).CompareTo(V(other)));
        Assert.Equal(V(one), V(other));
        Assert.Equal(V(one).GetHashCode(), V(other).GetHashCode());
    }

    [Fact]
    public void Versions_that_have_the_same_place_in_the_order_are_equal() => Sampled.Each(
        FsCheck.Fluent.Gen.Two(Inputs.Versions), pair =>
        {
            var (one, other) = pair;
            Assert.Equal(one.CompareTo(other) == 0, one.Equals(other));
            if (one == other) Assert.Equal(one.GetHashCode(), other.GetHashCode());
        }, times: 3000);
}
