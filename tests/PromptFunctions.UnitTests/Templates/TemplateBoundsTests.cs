using PromptFunctions.Core.Problems;
using PromptFunctions.Core.Templates;
using PromptFunctions.UnitTests.Support;
using static PromptFunctions.UnitTests.Templates.Compiled;

namespace PromptFunctions.UnitTests.Templates;

[Collection(ShortTime.Collection)]
public sealed class TemplateBoundsTests
{
    private static readonly string Big = $$"""{"a": [{{string.Join(", ", Enumerable.Range(0, 2000))}}], "o": { {{string.Join(", ", Enumerable.Range(0, 2000).Select(i => $"\"k{i}\": {i}"))}} } }""";

    [Theory]
    [InlineData("{{#each a}}{{#each ../a}}{{#each ../../a}}{{/each}}{{/each}}{{/each}}", "steps")]
    [InlineData("{{#each o}}{{#each ../o}}{{#each ../../o}}{{/each}}{{/each}}{{/each}}", "steps")]
    [InlineData("{{#a}}{{#../a}}{{#../../a}}{{/../../a}}{{/../a}}{{/a}}", "steps")]
    [InlineData("{{#each a}}{{#each @root.a}}{{> p}}{{/each}}{{/each}}", "steps")]
    [InlineData("{{#each a}}{{#each @root.a}}{{> p k=1}}{{/each}}{{/each}}", "steps")]
    [InlineData("{{#each a}}{{#with @root.o}}{{> p k=1}}{{/with}}{{/each}}", "steps")]
    [InlineData("{{#each a}}{{#each ../a}}0123456789{{/each}}{{/each}}", "characters")]
    [InlineData("{{#each a}}{{@root.a}}{{/each}}", "characters")]
    [InlineData("  {{> long}}\n", "characters")]
    [InlineData("  {{> indented}}\n", "characters")]
    public void What_would_be_too_much_ends(string template, string limit) => ShortTime.Require(() =>
    {
        var wide = Node("{{#each a}}{{#each ../a}}0123456789{{/each}}{{/each}}\n");
        var node = Node(template, ("p", Node("")), ("long", wide), ("indented", Node("x\n  {{> long}}\ny", ("long", wide))));

        var problem = Assert.Throws<ProblemException>(() => Render(node, Big));

        Assert.Equal(ProblemCodes.TooLarge, problem.Problem);
        Assert.Contains(limit, problem.Message, StringComparison.Ordinal);
    });

    [Fact]
    public void What_takes_too_long_ends()
    {
        var template = PromptTemplate.Compile(Node("{{#each a}}{{this}}{{/each}}"));

        var problem = Assert.Throws<ProblemException>(() => template.Render(Variables(Big), new HurriedClock()));

        Assert.Equal(ProblemCodes.TooLarge, problem.Problem);
        Assert.Contains("longer", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void As_many_tags_as_are_allowed_compile() => ShortTime.Require(() =>
    {
        var template = string.Concat(Enumerable.Range(0, TemplateSyntax.MostTags).Select(i => $"{{{{v{i}}}}}"));
        var json = "{" + string.Join(", ", Enumerable.Range(0, TemplateSyntax.MostTags).Select(i => $"\"v{i}\": 7")) + "}";

        Assert.Equal(new string('7', TemplateSyntax.MostTags), Render(template, json));
    });

    [Theory]
    [InlineData("{{#if t}}", "{{/if}}")]
    [InlineData("{{#t}}", "{{/t}}")]
    [InlineData("{{#each @root.one}}", "{{/each}}")]
    [InlineData("{{#with @root.o}}", "{{/with}}")]
    [InlineData("{{#if f}}{{else}}", "{{/if}}")]
    public void The_deepest_blocks_fit_on_a_small_stack(string open, string close)
    {
        var depth = TemplateSyntax.DeepestBlock;
        var template = string.Concat(Enumerable.Repeat(open, depth)) + "x{{@root.t}}" + string.Concat(Enumerable.Repeat(close, depth));

        Assert.Equal("xtrue", OnSmallStack(() => Render(template, """{"t": true, "f": false, "one": [1], "o": {"t": 1}}""")));
    }

    [Fact]
    public void The_most_further_cases_fit_on_a_small_stack()
    {
        var template = "{{#if f}}" + string.Concat(Enumerable.Repeat("{{else if f}}y", TemplateSyntax.DeepestBlock - 1)) + "{{else}}x{{/if}}";

        Assert.Equal("x", OnSmallStack(() => Render(template, """{"f": false}""")));
    }

    private static string OnSmallStack(Func<string> work)
    {
        var result = "";
        Exception? thrown = null;
        var thread = new Thread(() =>
        {
            try { result = work(); }
            catch (Exception e) { thrown = e; }
        }, 512 * 1024);
        thread.Start();
        thread.Join();
        Assert.Null(thrown);
        return result;
    }

    /// <summary>A clock on which each look is a second later.</summary>
    private sealed class HurriedClock : TimeProvider
    {
        private long now;

        public override long TimestampFrequency => 1;

        public override long GetTimestamp() => now++;
    }
}
