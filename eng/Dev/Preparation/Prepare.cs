using System.CommandLine;

namespace PromptFunctions.Dev.Preparation;

/// <summary>Gives a command its workshop, set up as the command line asks.</summary>
internal delegate Workshop Prepare(ParseResult parsed);
