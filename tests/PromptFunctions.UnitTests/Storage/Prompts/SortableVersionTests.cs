using FsCheck.Fluent;
using PromptFunctions.Core.Common;
using PromptFunctions.Core.Versions;
using PromptFunctions.Storage.Prompts;
using PromptFunctions.Storage.Tables;
using PromptFunctions.UnitTests.Support;
using static PromptFunctions.UnitTests.Support.Samples;

namespace PromptFunctions.UnitTests.Storage.Prompts;

public sealed class SortableVersionTests
{
    [Fact]
    public void Keys_are_in_the_reverse_order_of_versions() => Sampled.Each(Gen.Two(Inputs.Versions), pair =>
    {
        var (one, other) = pair;
        var keys = string.CompareOrdinal(SortableVersion.Encode(one), SortableVersion.Encode(other));

        Assert.True(Math.Sign(keys) == -Math.Sign(one.CompareTo(other)), $"{one} and {other}");
    }, times: 20_000);

    [Fact]
    public void Keys_of_random_labels_are_in_the_reverse_order_too() => Sampled.Each(
        Gen.Two(from label in Gen.Elements("019aAbBzZ-".ToCharArray()).NonEmptyListOf() select string.Concat(label)),
        pair =>
        {
            if (!VersionNumber.TryParse($"1.0.0-{pair.Item1}", out var one) || !VersionNumber.TryParse($"1.0.0-{pair.Item2}", out var other)) return;
            Assert.True(Math.Sign(string.CompareOrdinal(SortableVersion.Encode(one), SortableVersion.Encode(other))) == -Math.Sign(one.CompareTo(other)), $"{one} and {other}");
        }, times: 5000);

    [Fact]
    public void A_sorted_list_of_keys_is_the_history_with_the_highest_first()
    {
        string[] versions = ["2.0.0", "1.10.0", "1.9.0", "1.0.4", "1.0.4-concise.10", "1.0.4-concise.9", "1.0.4-concise", "1.0.4-99999999999", "1.0.4-10", "1.0.4-9", "1.0.4--9", "1.0.4--10", "1.0.3", "0.0.1"];

        Assert.Equal(versions, versions.Reverse().OrderBy(version => SortableVersion.Encode(V(version)), StringComparer.Ordinal));
    }

    [Fact]
    public void A_key_is_allowed_in_a_table() => Sampled.Each(Inputs.Versions, version =>
    {
        var key = RowKeys.Version(version);

        Assert.InRange(key.Length, 1, 500);
        Assert.Matches("^v:[0-9a-z~-]+$", key);
    }, times: 3000);

    [Theory]
    [InlineData("2147483647.2147483647.2147483647-a", ".b")]
    [InlineData("1.0.0-1", ".1")]
    [InlineData("1.0.0--1", ".-1")]
    [InlineData("1.0.0-2147483647", ".2147483647")]
    public void The_longest_version_fits_a_key(string version, string more)
    {
        while (version.Length + more.Length <= VersionNumber.MaximumLength) version += more;

        Assert.InRange(RowKeys.Version(V(version)).Length, 1, 500);
    }

    [Fact]
    public void Everything_of_a_prompt_lies_in_its_own_range_of_keys()
    {
        Assert.True(string.CompareOrdinal(RowKeys.Prompt, RowKeys.Route) < 0);
        Assert.All((string[])[RowKeys.Version(V("1.0.0")), RowKeys.NewAudit(Noon), RowKeys.Deployment("01"), RowKeys.Answer("00"), RowKeys.Staging], key =>
            Assert.False(string.CompareOrdinal(key, RowKeys.Prompt) > 0 && string.CompareOrdinal(key, RowFilter.After(RowKeys.Route)) < 0));
    }

    [Fact]
    public void The_newest_audit_entry_comes_first()
    {
        var keys = Enumerable.Range(0, 100).Select(i => RowKeys.NewAudit(Noon.AddTicks(i))).ToList();

        Assert.Equal(keys.AsEnumerable().Reverse(), keys.Order(StringComparer.Ordinal));
        Assert.NotEqual(RowKeys.NewAudit(Noon), RowKeys.NewAudit(Noon));
    }

    [Fact]
    public void The_newest_deployment_comes_first()
    {
        var keys = Enumerable.Range(0, 100).Select(i => RowKeys.Deployment(Ulid.New(Noon.AddMilliseconds(i)))).ToList();

        Assert.Equal(keys.AsEnumerable().Reverse(), keys.Order(StringComparer.Ordinal));
        Assert.All(keys, key => Assert.InRange(string.CompareOrdinal(key, RowFilter.After(RowKeys.Deployments)), int.MinValue, -1));
    }
}
