using PromptFunctions.Core.Templates;
using static PromptFunctions.UnitTests.Templates.Compiled;

namespace PromptFunctions.UnitTests.Templates;

/// <summary>A name that means one thing inside and another outside: what is asked for is what is written.</summary>
public sealed class ShadowedNameTests
{
    private const string Values = """{ "name": "N", "items": ["a"], "none": [], "a.b": "dot", "2fa code": "2", "a=b": "equals", "true": "T" }""";

    [Theory]
    [InlineData("{{#each items as |name|}}{{name}} {{../name}} {{@root.name}} {{@root/name}}{{/each}}", "a N N N")]
    [InlineData("{{#each none as |name|}}{{name}}{{else}}{{name}}{{/each}}", "N")]
    [InlineData("{{#with none as |name|}}{{name}}{{else}}{{name}}{{/with}}", "N")]
    [InlineData("{{#if name}}{{#each items as |name|}}{{name}}{{/each}}{{name}}{{/if}}", "aN")]
    [InlineData("{{> p name=\"x\"}}", "x x x N;")]
    [InlineData("{{#each items}}{{> p name=this}}{{/each}}", "a a a N;")]
    [InlineData("{{#each items as |name|}}{{> q}}{{/each}}", "N")]
    [InlineData("{{[a.b]}} {{[2fa code]}} {{[a=b]}} {{[true]}}", "dot 2 equals T")]
    public void What_is_written_is_asked_for(string template, string expected)
    {
        var node = Node(template, ("p", Node("{{name}} {{this.name}} {{./name}} {{@root.name}};")), ("q", Node("{{@root.name}}")));

        Assert.Equal(expected, Render(node, Values));
    }

    [Fact]
    public void What_a_section_repeats_is_not_all_there_is()
    {
        var template = PromptTemplate.Compile(Node("{{#items}}{{.}}{{/items}}"));

        Assert.Equal("a", Render(template, Values));
        Assert.Contains("name", template.Unknown(Variables(Values)));
    }

    [Fact]
    public void Whoever_goes_through_everything_uses_everything()
    {
        var template = PromptTemplate.Compile(Node("{{#each this}}{{@key}}={{this}};{{/each}}"));

        Assert.Equal("a=1;b=2;", Render(template, """{ "a": 1, "b": 2 }"""));
        Assert.Empty(template.Unknown(Variables("""{ "a": 1, "b": 2 }""")));
    }

    [Fact]
    public void Text_within_many_includes_is_counted_once()
    {
        var text = new string('x', 1_000_000);
        var node = Node(text);
        for (var i = 0; i < 15; i++) node = Node("{{> inner}}", ("inner", node));

        Assert.Equal(text, Render(node));
    }
}
