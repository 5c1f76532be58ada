# needs: terraform
# version: terraform version
setup() {
    printf 'disable_checkpoint = true\n' > rc
    cat > main.tf <<'TF'
resource "terraform_data" "a" {
  input = "x"
}
resource "terraform_data" "b" {
  for_each = toset([terraform_data.a.id])
  input    = each.value
}
TF
    TF_CLI_CONFIG_FILE="$PWD/rc" terraform init -no-color
}
reproduce() { TF_CLI_CONFIG_FILE="$PWD/rc" terraform plan -no-color; }
fix() { sed -i 's/toset(\[terraform_data.a.id\])/{ a = terraform_data.a.id }/' main.tf; }
