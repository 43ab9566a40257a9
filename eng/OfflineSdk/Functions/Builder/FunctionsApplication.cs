namespace Microsoft.Azure.Functions.Worker.Builder;

public class FunctionsApplication
{
    /// <exception cref="PlatformNotSupportedException">Always: only the real worker talks to a Functions host.</exception>
    public static FunctionsApplicationBuilder CreateBuilder(string[] args) => new();
}
