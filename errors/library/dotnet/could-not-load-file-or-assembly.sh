# needs: mcs mono
# version: mono --version | head -1
# A program starts without the library it was compiled against; the library is put beside it.
setup() {
  cat > pricing.cs <<'CS'
namespace Acme.Pricing { public class Rules { public static int Get() { return 1; } } }
CS
  cat > program.cs <<'CS'
class Program { static void Main() { System.Console.WriteLine(Acme.Pricing.Rules.Get()); } }
CS
  mcs -target:library -out:Acme.Pricing.dll pricing.cs
  mkdir bin
  mcs -r:Acme.Pricing.dll -out:bin/program.exe program.cs
}
reproduce() { mono bin/program.exe; }
fix() { cp Acme.Pricing.dll bin/; }
