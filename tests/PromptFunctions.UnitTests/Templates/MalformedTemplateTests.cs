using System.Diagnostics;
using FsCheck.Fluent;
using PromptFunctions.Core.Templates;
using PromptFunctions.UnitTests.Support;

namespace PromptFunctions.UnitTests.Templates;

public sealed class MalformedTemplateTests
{
    private static readonly string[] Fragments =
    [
        "{{", "}}", "{{{", "}}}", "{", "}", "#", "/", "^", ">", "&", "!", "!--", "--}}", "~", "\\", "\\\\", "if", "unless", "each", "with", "else", "else if ", " ", "\n", "a", "b", ".", "..",
        "../", "./", "this", "@root.", "@index", "(", ")", "[", "]", "\"", "'", "=", "|", " as |", "as |x y|", "1", "-", "서울", "😀", "{{#if a}}", "{{/if}}", "{{#each a}}", "{{/each}}", "{{else}}",
    ];

    private static readonly string[] Hostile =
    [
        "{{#if a}}", "{{#if a}}{{b}}", "{{#each a}}", "{{#each a}}{{b}}", "{{#a}}", "{{", "{{{", "{{!--", "{{!", "\\{{", "{{/if}}", "{{else}}", "{{^}}", "{{else if a}}", "{{a as |b|}}", "{{#each a as |b|}}{{b}}",
    ];

    public static TheoryData<string> Repeated { get; } = [.. Hostile];

    [Fact]
    public void Broken_templates_give_what_can_be_read_of_them() => Sampled.Each(
        Gen.Choose(0, 40).SelectMany(count => Gen.Elements(Fragments).ArrayOf(count)).Select(string.Concat),
        template =>
        {
            var variables = TemplateVariables.Of([template]);

            Assert.Equal(variables.Count, variables.Select(variable => variable.Name).Distinct().Count());
            Assert.All(variables, variable => Assert.NotEqual("", variable.Name));
        }, times: 20_000);

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

    private static void ReadInShortTime(string template)
    {
        var watch = Stopwatch.StartNew();

        TemplateVariables.Of([template]);

        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(10), $"{watch.Elapsed}");
    }
}
