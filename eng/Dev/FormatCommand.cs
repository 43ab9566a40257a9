using System.CommandLine;
using PromptFunctions.Dev.Preparation;
using PromptFunctions.Dev.Processes;

namespace PromptFunctions.Dev;

/// <summary><c>format</c>: lays the sources out, or only checks that they are.</summary>
internal static class FormatCommand
{
    public static Command Create(Prepare prepare)
    {
        var check = new Option<bool>("--check") { Description = "Change nothing; fail when something would change" };
        var command = new Command("format", "Formats the sources (dotnet format)") { check };
        command.SetAction(async (parsed, cancellation) =>
        {
            var workshop = prepare(parsed);
            await workshop.ChooseAzureSdkAsync(cancellation);
            await Build.RestoreAsync(Repository.Solution, workshop.AzureSdk, cancellation);

            // The rules of style and analysis are warnings, which fail every build: layout is what is left to check.
            string[] format = parsed.GetValue(check)
                ? ["format", "whitespace", Repository.Solution, "--no-restore", "--verify-no-changes"]
                : ["format", Repository.Solution, "--no-restore"];
            return await Shell.RunAttachedAsync("dotnet", format, cancellation);
        });
        return command;
    }
}
