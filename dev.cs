#:property PublishAot=false
#:project eng/Dev/Dev.csproj

// The one developer command: dotnet run dev.cs -- start | test | demo | bench | format. What it does is in eng/Dev.
return await PromptFunctions.Dev.DevTool.RunAsync(args);
