using PromptFunctions.Core.Templates;

namespace PromptFunctions.UnitTests.Templates;

public sealed class TemplateSyntaxTests
{
    [Theory]
    [InlineData("")]
    [InlineData("no tags, } { }} }}} \\ {")]
    [InlineData("{{a}}{{{a}}}{{&a}}{{ a }}{{~a~}}{{a-b}}{{질문}}{{$a}}{{_a}}")]
    [InlineData("{{a.b.c}}{{a/b}}{{a.[b c]}}{{[a b]}}{{this}}{{.}}{{./a}}{{this.a}}{{../a}}{{a.0}}{{@root.a}}")]
    [InlineData("{{@index}}{{@key}}{{@first}}{{@last}}")]
    [InlineData("{{#if a}}{{else}}{{/if}}{{#unless a}}{{^}}{{/unless}}{{^if a}}{{/if}}")]
    [InlineData("{{#if a}}{{else if b}}{{else if c}}{{else}}{{/if}}")]
    [InlineData("{{#each a}}{{else}}{{/each}}{{#each a as |b|}}{{/each}}{{#each a  as\t| b c |}}{{/each}}")]
    [InlineData("{{#with a}}{{/with}}{{#with a as |b|}}{{/with}}{{#with (lookup a b)}}{{/with}}")]
    [InlineData("{{#a}}{{^}}{{/a}}{{^a}}{{/a}}{{#../a}}{{/../a}}{{#.}}{{/.}}{{#[a b]}}{{/[a b]}}{{#@first}}{{/@first}}")]
    [InlineData("{{lookup a 'b'}}{{lookup (lookup a 1) \"b c\"}}{{#if (lookup a b)}}{{/if}}{{#if true}}{{/if}}")]
    [InlineData("{{> p}}{{> p a}}{{> p a=b c='d' e=1}}{{>p}}{{> a.b-c_d}}{{> p this}}{{> 'p'}}{{> p a=(lookup b c)}}")]
    [InlineData("{{!}}{{! a }}{{!-- }} --}}{{!--}}{{~! a ~}}{{!-- a --~}}{{!< layout}}")]
    [InlineData("\\{{a \\{{#if}} \\\\{{a}} \\{{{a}}}")]
    [InlineData("{{value}}{{key}}{{index}}{{first}}{{last}}{{parent}}{{root}}{{toString}}{{log}}")]
    public void A_good_template_has_no_fault(string template) => Assert.Empty(TemplateSyntax.Check(template));

    [Theory]
    [InlineData("ab{{c", "unclosed-tag@2")]
    [InlineData("{{{a}}", "unclosed-tag@0")]
    [InlineData("{{! a", "unclosed-tag@0")]
    [InlineData("x{{!-- a }}", "unclosed-tag@1")]
    [InlineData("{{}}", "malformed-tag@0")]
    [InlineData("x {{~}}", "malformed-tag@2")]
    [InlineData("{{a}}}", "malformed-tag@0")]
    [InlineData("{{{a}}}}", "malformed-tag@0")]
    [InlineData("{{! a }}}", "malformed-tag@0")]
    [InlineData("{{!-- a --}}}", "malformed-tag@0")]
    [InlineData("{{#if a}}{{{/if}}}", "malformed-tag@9")]
    [InlineData("{{{#if a}}}{{/if}}", "malformed-tag@0")]
    [InlineData("{{😀}}", "malformed-tag@0")]
    [InlineData("{{1}}", "malformed-tag@0")]
    [InlineData("{{'a'}}", "malformed-tag@0")]
    [InlineData("{{lookup a 'b}}", "malformed-tag@0")]
    [InlineData("{{lookup a 'b\\'}}", "malformed-tag@0")]
    [InlineData("{{(lookup a b}}", "malformed-tag@0")]
    [InlineData("{{a as |b|}}", "malformed-tag@0")]
    [InlineData("{{#each a as |b}}{{/each}}", "malformed-tag@0")]
    [InlineData("{{#each a as ||}}{{/each}}", "malformed-tag@0")]
    [InlineData("{{#each a as |this|}}{{/each}}", "malformed-tag@0")]
    [InlineData("{{#a as |b|}}{{/a}}", "malformed-tag@0")]
    [InlineData("{{../@index}}", "malformed-tag@0")]
    [InlineData("{{@parent}}", "malformed-tag@0")]
    [InlineData("{{@partial-block}}", "malformed-tag@0")]
    [InlineData("{{{{raw}}}}", "unsupported-tag@0")]
    [InlineData("{{#*inline 'a'}}{{/inline}}", "unsupported-tag@0 unbalanced-block@16 unclosed-block@0")]
    [InlineData("{{* a}}", "malformed-tag@0")]
    [InlineData("{{> (lookup a b)}}", "unsupported-tag@0")]
    [InlineData("{{#> p}}{{/p}}", "unsupported-tag@0")]
    [InlineData("{{> @partial-block}}", "unsupported-tag@0")]
    [InlineData("{{^each a}}{{/each}}", "unsupported-tag@0")]
    [InlineData("{{#each a}}{{else if b}}{{/each}}", "unsupported-tag@11")]
    [InlineData("{{helper a}}", "unknown-helper@0")]
    [InlineData("{{log a}}", "unknown-helper@0")]
    [InlineData("{{#helper a}}{{/helper}}", "unknown-helper@0")]
    [InlineData("{{#if (eq a b)}}{{/if}}", "unknown-helper@0")]
    [InlineData("{{#if}}{{/if}}", "wrong-arguments@0")]
    [InlineData("{{#if a b}}{{/if}}", "wrong-arguments@0")]
    [InlineData("{{#each 'a'}}{{/each}}", "wrong-arguments@0")]
    [InlineData("{{#each a as |b c d|}}{{/each}}", "wrong-arguments@0")]
    [InlineData("{{lookup a}}", "wrong-arguments@0")]
    [InlineData("{{if}}", "wrong-arguments@0")]
    [InlineData("{{helperMissing}}", "wrong-arguments@0")]
    [InlineData("{{BlockHelperMissing}}", "wrong-arguments@0")]
    [InlineData("{{@root}}", "wrong-arguments@0")]
    [InlineData("{{> p a b=c}}", "wrong-arguments@0")]
    [InlineData("{{> p a=b a=c}}", "wrong-arguments@0")]
    [InlineData("x{{#if a}}", "unclosed-block@1")]
    [InlineData("{{#if a}}{{#each b}}{{/if}}", "unbalanced-block@20")]
    [InlineData("{{/if}}", "unbalanced-block@0")]
    [InlineData("{{else}}", "unbalanced-block@0")]
    [InlineData("{{#if a}}{{else}}{{else}}{{/if}}", "unbalanced-block@17")]
    [InlineData("{{#if a}}{{else}}{{else if b}}{{/if}}", "unbalanced-block@17")]
    [InlineData("{{> P}}", "unknown-partial@0")]
    [InlineData("{{> ../p}}", "unknown-partial@0")]
    [InlineData("{{a}} {{b c}} {{/d}} {{#if e}}", "unknown-helper@6 unbalanced-block@14 unclosed-block@21")]
    public void A_bad_template_has_faults_at_their_places(string template, string expected) =>
        Assert.Equal(Sorted(expected.Split(' ')), Sorted(TemplateSyntax.Check(template).Select(fault => $"{fault.Code}@{fault.Offset}")));

    [Fact]
    public void As_many_tags_as_are_allowed_have_no_fault() => Assert.Empty(TemplateSyntax.Check(Repeated("{{a}}", TemplateSyntax.MostTags)));

    [Fact]
    public void One_tag_more_is_too_complex() =>
        Assert.Equal((TemplateFaultCodes.TooComplex, 5 * TemplateSyntax.MostTags), First(Repeated("{{a}}", TemplateSyntax.MostTags + 1)));

    [Fact]
    public void Comments_are_not_counted() => Assert.Empty(TemplateSyntax.Check(Repeated("{{!a}}", TemplateSyntax.MostTags + 1)));

    [Theory]
    [InlineData("{{#if a}}", "{{/if}}")]
    [InlineData("{{#each a}}", "{{/each}}")]
    [InlineData("{{#a}}", "{{/a}}")]
    public void Blocks_are_nested_so_deep_and_no_deeper(string open, string close)
    {
        Assert.Empty(TemplateSyntax.Check(Nested(TemplateSyntax.DeepestBlock)));
        Assert.Equal((TemplateFaultCodes.TooComplex, open.Length * TemplateSyntax.DeepestBlock), First(Nested(TemplateSyntax.DeepestBlock + 1)));

        string Nested(int depth) => Repeated(open, depth) + Repeated(close, depth);
    }

    [Fact]
    public void Each_further_case_is_one_deeper()
    {
        Assert.Empty(TemplateSyntax.Check(Cases(TemplateSyntax.DeepestBlock - 1)));
        Assert.Equal(TemplateFaultCodes.TooComplex, First(Cases(TemplateSyntax.DeepestBlock)).Code);

        static string Cases(int count) => "{{#if a}}" + Repeated("{{else if a}}", count) + "{{/if}}";
    }

    [Fact]
    public void Expressions_are_not_nested_without_end() =>
        Assert.Equal((TemplateFaultCodes.TooComplex, 0), First("{{#if " + Repeated("(lookup ", 9) + "a" + Repeated(" b)", 9) + "}}{{/if}}"));

    private static string Repeated(string text, int times) => string.Concat(Enumerable.Repeat(text, times));

    private static (string Code, int Offset) First(string template) => TemplateSyntax.Check(template) is [var fault, ..] ? (fault.Code, fault.Offset) : ("", -1);

    private static string[] Sorted(IEnumerable<string> faults) => [.. faults.Order(StringComparer.Ordinal)];
}
