using PromptFunctions.Core.Json;
using PromptFunctions.Core.Versions;
using PromptFunctions.UnitTests.Support;

namespace PromptFunctions.UnitTests.Json;

public sealed class EntityTagTests
{
    [Fact]
    public void A_tag_is_strong_and_quoted() => Assert.Matches("^\"[0-9a-f]{32}\"$", EntityTag.Of(new { A = 1 }));

    [Fact]
    public void Equal_documents_have_equal_tags()
    {
        Assert.Equal(EntityTag.Of(new { A = 1 }), EntityTag.Of(new { A = 1 }));
        Assert.NotEqual(EntityTag.Of(new { A = 1 }), EntityTag.Of(new { A = 2 }));
    }

    [Fact]
    public void Every_change_of_a_version_changes_its_tag()
    {
        var version = Samples.Version();
        VersionRecord[] changed =
        [
            version with { Status = VersionStatus.Draft }, version with { ContentHash = "sha256:other" }, version with { Description = null }, version with { ChangeLog = [] },
            version with { Tags = ["sql"] }, version with { Metadata = new Dictionary<string, System.Text.Json.JsonElement>() }, version with { UpdatedAt = version.UpdatedAt.AddTicks(1) },
        ];

        Assert.Equal(changed.Length + 1, changed.Append(version).Select(VersionView.TagOf).Distinct().Count());
    }

    [Fact]
    public void A_versions_tag_does_not_depend_on_the_storage() =>
        Assert.Equal(VersionView.TagOf(Samples.Version()), VersionView.TagOf(Samples.Version() with { StoreTag = "W/\"1\"" }));
}
