using PromptFunctions.Core.Templates;

namespace PromptFunctions.UnitTests.Templates;

public sealed class TemplateVariablesTests
{
    // The expectation names the variables in order; a question mark makes one optional.
    [Theory]
    [InlineData("no variables", "")]
    [InlineData("", "")]
    [InlineData("{{b}} {{a}} {{b}}", "b a")]
    [InlineData("{{ spaced }}{{~trimmed~}}{{ ~ }}", "spaced trimmed")]
    [InlineData("{{질문}} {{스키마.열}}", "질문 스키마")]
    [InlineData("{{{raw}}} {{&ampersand}}", "raw ampersand")]
    [InlineData("{{user.name}} {{user/age}} {{user.[home town]}}", "user")]
    [InlineData("{{this.a}} {{./b}} {{this/c}} {{@root.d}}", "a b c d")]
    [InlineData("{{this}} {{.}} {{@index}} {{@key}}", "")]
    [InlineData("{{\"text\"}} {{1}} {{-1}} {{true}} {{false}} {{null}} {{undefined}}", "")]
    [InlineData("{{! comment {{hidden}} }}{{a}}", "a")]
    [InlineData("{{!-- comment }} {{hidden}} --}}{{a}}", "a")]
    [InlineData("{{~!-- comment }} {{hidden}} --}}{{a}}", "a")]
    [InlineData("{{!-- comment }} {{hidden}} --~}}{{a}}", "a")]
    [InlineData("\\{{escaped}} {{a}}", "a")]
    [InlineData("\\\\{{a}}", "a")]
    [InlineData("{{#if a}}x{{/if}}", "a?")]
    [InlineData("{{#if a}}{{a}}{{/if}}", "a?")]
    [InlineData("{{#if a}}{{a.b}}{{b}}{{/if}}", "a? b")]
    [InlineData("{{#if a}}{{a}}{{/if}}{{a}}", "a")]
    [InlineData("{{a}}{{#if a}}{{a}}{{/if}}", "a")]
    [InlineData("{{#if a}}x{{else}}{{b}}{{/if}}", "a? b")]
    [InlineData("{{#if a}}{{#if b}}{{a}}{{b}}{{/if}}{{/if}}", "a? b?")]
    [InlineData("{{#if a}}{{/if}}{{#if b}}{{a}}{{/if}}", "a b?")]
    [InlineData("{{#unless a}}{{b}}{{/unless}}", "a? b")]
    [InlineData("{{#unless a}}x{{else}}{{a}}{{/unless}}", "a?")]
    [InlineData("{{^if a}}{{b}}{{else}}{{a}}{{/if}}", "a? b")]
    [InlineData("{{#if a}}1{{else if b}}{{b}}{{else}}{{c}}{{/if}}", "a? b? c")]
    [InlineData("{{#if a}}1{{^}}{{b}}{{/if}}", "a? b")]
    [InlineData("{{~#if a~}}{{a}}{{~/if~}}", "a?")]
    [InlineData("{{#if user.admin}}{{user.name}}{{/if}}", "user?")]
    [InlineData("{{#each rows}}{{name}} {{this}} {{@index}} {{../title}}{{/each}}", "rows title")]
    [InlineData("{{#each rows}}{{name}}{{else}}{{nothing}}{{/each}}", "rows nothing")]
    [InlineData("{{#each rows}}{{#each cells}}{{../name}} {{../../title}} {{@root.page}}{{/each}}{{/each}}", "rows title page")]
    [InlineData("{{#each rows}}{{#if ../wide}}{{x}}{{/if}}{{/each}}", "rows wide?")]
    [InlineData("{{#each rows as |row index|}}{{row.name}} {{index}} {{/each}}{{row}}", "rows row")]
    [InlineData("{{#with user}}{{name}}{{../greeting}}{{/with}}", "user greeting")]
    [InlineData("{{#with user as |u|}}{{u.name}}{{/with}}", "user")]
    [InlineData("{{#section}}{{inner}}{{/section}}", "section? inner?")]
    [InlineData("{{^section}}none{{/section}}", "section?")]
    [InlineData("{{#section}}x{{/section}}{{inner}}", "section? inner")]
    [InlineData("{{helper a \"b\" 1 key=c other=\"d\"}}", "a c")]
    [InlineData("{{lookup map key}}", "map key")]
    [InlineData("{{#if (eq a (upper b))}}{{c}}{{/if}}", "a b c")]
    [InlineData("{{helper (concat a \"(\" b) d}}", "a b d")]
    [InlineData("{{#helper a}}{{b}}{{/helper}}", "a b")]
    [InlineData("{{> other_prompt}}", "")]
    [InlineData("{{> other_prompt question=asked limit=10}}", "asked")]
    [InlineData("{{> other_prompt}}{{a}}", "a")]
    [InlineData("{{#> layout}}{{a}}{{/layout}}", "a")]
    [InlineData("{{#>layout title=b}}{{a}}{{/layout}}", "b a")]
    [InlineData("{{^section}}{{b}}{{/section}}", "section? b")]
    [InlineData("{{#section}}{{a}}{{else}}{{b}}{{/section}}", "section? a? b")]
    [InlineData("{{^section}}{{a}}{{else}}{{b}}{{/section}}", "section? a b?")]
    [InlineData("{ {a} } {a} }} {{", "")]
    [InlineData("{{a}} {{b", "a")]
    public void Variables_stand_in_the_order_of_first_use(string template, string expected) => Assert.Equal(expected, Describe(template));

    [Fact]
    public void The_messages_of_a_chat_are_taken_together() => Assert.Equal("system user? extra", Describe("{{system}}{{#if user}}", "{{extra}}{{#if user}}{{user}}{{/if}}"));

    [Fact]
    public void A_block_ends_with_its_message() => Assert.Equal("rows name", Describe("{{#each rows}}", "{{name}}"));

    private static string Describe(params string[] templates) =>
        string.Join(' ', TemplateVariables.Of(templates).Select(variable => variable.Name + (variable.Required ? "" : "?")));
}
