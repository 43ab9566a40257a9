using System.CommandLine;
using System.CommandLine.Parsing;

namespace PromptFunctions.Dev.Demo;

/// <summary><c>demo</c>: tells the life of a prompt against a running service.</summary>
internal static class DemoCommand
{
    public static Command Create()
    {
        var url = new Option<Uri>("--url")
        {
            Description = "The running service",
            DefaultValueFactory = _ => new Uri("http://127.0.0.1:7071"),
            CustomParser = ParseUrl,
        };
        var key = new Option<string?>("--key") { Description = "A function key, for a service in Azure" };
        var command = new Command("demo", "Tells the life of a prompt, call by call, against a running service") { url, key };
        command.SetAction(async (parsed, cancellation) =>
        {
            using var api = new ApiClient(parsed.GetValue(url)!, parsed.GetValue(key));
            var narrator = new Narrator(Terminal.Out);
            try
            {
                await new Story(new PromptCalls(api, narrator, cancellation), narrator).TellAsync();
                return 0;
            }
            catch (CallFailedException failure)
            {
                narrator.Failure(failure.Exchange);
                return 1;
            }
        });
        return command;
    }

    private static Uri? ParseUrl(ArgumentResult argument)
    {
        var text = argument.Tokens[0].Value;
        if (Uri.TryCreate(text, UriKind.Absolute, out var url) && (url.Scheme is "http" or "https"))
            return url;
        argument.AddError($"'{text}' is no http or https address.");
        return null;
    }
}
