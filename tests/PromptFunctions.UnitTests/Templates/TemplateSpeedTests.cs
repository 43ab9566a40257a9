using PromptFunctions.Core.Templates;
using PromptFunctions.UnitTests.Support;
using static PromptFunctions.UnitTests.Support.Samples;

namespace PromptFunctions.UnitTests.Templates;

[Collection(ShortTime.Collection)]
public sealed class TemplateSpeedTests
{
    private static readonly string[] Hostile =
    [
        "{{#if a}}", "{{#if a}}{{b}}", "{{#each a}}", "{{#each a}}{{b}}", "{{#a}}", "{{", "{{{", "{{!--", "{{!", "\\{{", "{{/if}}", "{{else}}", "{{^}}", "{{else if a}}", "{{a as |b|}}", "{{#each a as |b|}}{{b}}",
    ];

    public static TheoryData<string> Repeated { get; } = [.. Hostile];

    [Theory]
    [MemberData(nameof(Repeated))]
    public void The_largest_template_of_one_fragment_is_read_in_short_time(string fragment) =>
        ReadInShortTime(string.Concat(Enumerable.Repeat(fragment, 1024 * 1024 / fragment.Length)));

    [Fact]
    public void Many_variables_inside_many_blocks_are_read_in_short_time() =>
        ReadInShortTime(string.Concat(Enumerable.Repeat("{{#if a}}", 60_000)) + string.Concat(Enumerable.Range(0, 45_000).Select(i => $"{{{{v{i}}}}}")));

    [Fact]
    public void Many_names_are_read_in_short_time() => ReadInShortTime(string.Concat(Enumerable.Range(0, 100_000).Select(i => $"{{{{v{i}}}}}")));

    [Theory]
    [InlineData("(a ")]
    [InlineData("(")]
    [InlineData("x (")]
    [InlineData("[")]
    [InlineData("k=(a ")]
    public void Sub_expressions_nested_without_end_are_read_in_short_time(string fragment) =>
        ReadInShortTime("{{helper " + string.Concat(Enumerable.Repeat(fragment, 1024 * 1024 / fragment.Length)) + "}}");

    [Fact]
    public void Many_variables_are_compared_in_short_time()
    {
        var many = Variables([.. Enumerable.Range(0, 60_000).Select(i => $"v{i}")]);

        ShortTime.Require(() => Assert.False(TemplateVariables.Break(many, [.. many.Reverse()])));
    }

    private static void ReadInShortTime(string template) => ShortTime.Require(() => TemplateVariables.Of([template]));
}
