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

    [Fact]
    public void Broken_templates_give_what_can_be_read_of_them() => Sampled.Each(
        Gen.Choose(0, 40).SelectMany(count => Gen.Elements(Fragments).ArrayOf(count)).Select(string.Concat),
        template =>
        {
            var variables = TemplateVariables.Of([template]);

            Assert.Equal(variables.Count, variables.Select(variable => variable.Name).Distinct().Count());
            Assert.All(variables, variable => Assert.NotEqual("", variable.Name));
        }, times: 20_000);
}
