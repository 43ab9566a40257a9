using PromptFunctions.Core.Problems;
using PromptFunctions.Core.Templates;
using static PromptFunctions.UnitTests.Templates.Compiled;

namespace PromptFunctions.UnitTests.Templates;

public sealed class TemplateIncludesTests
{
    private const string Json = """{"a": "A", "b": "B", "k": "K", "K": "upper", "list": ["x", "y"], "rows": [{"k": "r1"}, {"k": "r2"}], "o": {"k": "v"}}""";

    [Theory]
    [InlineData("[{{> p}}]", "<{{k}}>", "[<K>]", "k")]
    [InlineData("{{> p k=a}}{{> p k='lit'}}{{> p k=1}}{{> p k=o.k}}{{> p k=(lookup o 'k')}}", "<{{k}}>", "<A><lit><1><v><v>", "a o")]
    [InlineData("{{> p k=a}}{{k}}", "{{k}}{{b}}", "ABK", "a b k")]
    [InlineData("{{> p k=a}}", "{{k}}{{K}}", "Aupper", "a K")]
    [InlineData("{{> p K=a}}", "{{k}}{{K}}", "KA", "a k")]
    [InlineData("{{> p o}}", "<{{k}}>", "<v>", "o")]
    [InlineData("{{> p this}}{{> p .}}", "<{{k}}>", "<K><K>", "k")]
    [InlineData("{{#with o}}{{> p}}{{> p k=../a}}{{/with}}", "<{{k}}>", "<v><A>", "o a")]
    [InlineData("{{#each list}}{{> p}}{{/each}}", "{{this}}{{@index}}{{@root.a}}", "x0Ay1A", "list a")]
    [InlineData("{{#each rows}}{{> p}}{{> p k=@index}}{{/each}}", "<{{k}}>", "<r1><0><r2><1>", "rows")]
    [InlineData("{{#each list as |k|}}{{> p}}{{> p k=k}}{{> p k=../a}}{{/each}}", "<{{k}}>", "<><x><A><><y><A>", "list a")]
    [InlineData("{{#if a}}{{#with o as |k|}}{{/with}}{{/if}}{{> p}}", "<{{k}}>", "<K>", "a? o k")]
    [InlineData("x\n  {{> p}}\ny", "{{a}}\n\n  {{b}}\n", "x\n  A\n  \n    B\ny", "a b")]
    [InlineData("x {{> p}} y", "{{a}}\n", "x A\n y", "a")]
    [InlineData("{{> p}}", "\\{{a}} } {", "{{a}} } {", "")]
    public void A_partial_sees_what_it_is_given(string template, string partial, string expected, string variables)
    {
        var node = Node(template, ("p", Node(partial)));

        Assert.Equal(variables, string.Join(' ', TemplateVariables.Of(node).Select(variable => variable.Name + (variable.Required ? "" : "?"))));
        Assert.Equal(expected, Render(node, Json));
    }

    [Fact]
    public void Two_versions_of_one_prompt_do_not_mix()
    {
        var node = Node("{{> left}}|{{> right}}|{{> p}}",
            ("left", Node("{{> p}}", ("p", Node("one {{a}}")))),
            ("right", Node("{{> p}}", ("p", Node("two {{b}}")))),
            ("p", Node("three")));

        Assert.Equal("one A|two B|three", Render(node, Json));
    }

    [Fact]
    public void What_a_partial_is_given_reaches_those_inside_it()
    {
        var node = Node("{{> outer k=a}}", ("outer", Node("{{> inner}}{{> inner k=b}}", ("inner", Node("<{{k}}>")))));

        Assert.Equal(["a", "b"], TemplateVariables.Of(node).Select(variable => variable.Name));
        Assert.Equal("<A><B>", Render(node, Json));
    }

    [Fact]
    public void Templates_with_other_includes_never_show_each_others_text()
    {
        var mains = Enumerable.Range(0, 8).Select(i => PromptTemplate.Compile(Node("{{> p}}{{#each list}}{{> p}}{{/each}}", ("p", Node($"<secret-{i} {{{{a}}}}>"))))).ToList();

        Parallel.For(0, 400, new() { MaxDegreeOfParallelism = 8 }, i =>
        {
            var (which, mark) = (i % mains.Count, $"<secret-{i % mains.Count} mark-{i}>");
            Assert.Equal(mark + mark.Replace($"mark-{i}", "1") + mark.Replace($"mark-{i}", "2"), Render(mains[which], $$"""{"a": "mark-{{i}}", "list": [{"a": 1}, {"a": 2}]}"""));
        });
    }

    [Fact]
    public void Partials_that_include_each_other_twice_over_end_quickly()
    {
        var node = Node("x");
        for (var i = 0; i < 25; i++) node = Node("{{> p}}{{> p}}", ("p", node));

        Assert.Equal(ProblemCodes.ValidationFailed, Assert.Throws<ProblemException>(() => PromptTemplate.Compile(node)).Problem);
    }
}
